// `npm run upgrade-test`: the schema and topology of this version with the code of the last two releases, and the upgrade from each.
import { resolve } from 'node:path';
import { baselinesOf, build, git, recordedBaselines, type Baseline } from './baselines.js';
import { rehearse } from './rehearse.js';

interface Provided {
  env: { DATABASE_URL?: string; BROKER_URL?: string };
  missing: string[];
  stop(): Promise<void>;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const provideServers = async (): Promise<Provided> => {
  const script: string = '../../scripts/servers/provide.mjs';
  const { provideServers: provide } = (await import(script)) as { provideServers(options: object): Promise<Provided> };
  return provide({ say });
};

async function rehearseFrom(baseline: Baseline, servers: { mysql: string; rabbitmq: string }): Promise<boolean> {
  say(`${baseline.name}: building ${baseline.commit}`);
  const { root, remove } = await build(baseline);
  try {
    await rehearse(root, resolve('.'), servers, say);
    say(`${baseline.name}: passed`);
    return true;
  } catch (error) {
    say(`${baseline.name}: FAILED: ${String((error as Error).stack)}`);
    return false;
  } finally {
    remove();
  }
}

async function main(): Promise<number> {
  const [given] = process.argv.slice(2);
  const baselines = await baselinesOf(git, given ? [{ name: given, commit: given }] : recordedBaselines());
  const { env, missing, stop } = await provideServers();
  try {
    if (!env.DATABASE_URL || !env.BROKER_URL) throw new Error(`Needs ${missing.join(' and ')}`);
    const servers = { mysql: env.DATABASE_URL, rabbitmq: env.BROKER_URL };
    let passed = true;
    for (const baseline of baselines) passed = (await rehearseFrom(baseline, servers)) && passed;
    return passed ? 0 : 1;
  } finally {
    await stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  say((error as Error).message);
  process.exitCode = 2;
}
