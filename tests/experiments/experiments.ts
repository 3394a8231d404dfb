// npm run experiment -- <name ...|all>: the experiments of the original system, with separate processes and real servers.
import { startServers } from '../faults/lab/servers.js';
import { waitForOtherRuns } from '../faults/cli/single-run-lock.js';
import type { Servers } from '../faults/lab/server-controls.js';
import { seconds } from '../faults/run-row.js';
import { experiments } from './all/index.js';
import { keep } from './cli/keep.js';
import { Stages } from './cli/stages.js';
import type { Experiment } from './experiment.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const USAGE = `npm run experiment -- <all|name ...>

${experiments.map(({ name, question }) => `  ${name.padEnd(22)} ${question}`).join('\n')}
`;

function chosen(names: string[]): Experiment[] {
  if (names.length === 0) throw new Error('name an experiment, several, or all');
  if (names[0] === 'all') return [...experiments];
  return names.map((name) => {
    const found = experiments.find((each) => each.name === name);
    if (!found) throw new Error(`there is no experiment ${name}`);
    return found;
  });
}

/** Runs one experiment and writes its page; returns whether every invariant held. */
async function one(experiment: Experiment, servers: Servers): Promise<boolean> {
  const from = performance.now();
  const report = (line: string) => say(`${experiment.name} ${seconds(from).padStart(6)} s: ${line}`);
  const stages = new Stages(servers, report);
  try {
    report(experiment.title);
    const finding = await experiment.run(stages);
    await stages.finish();
    const { broken, checked } = stages;
    keep(experiment, { ...finding, broken, checked, seconds: Number(seconds(from)) }, experiments);
    for (const { what, here, original } of finding.measurements)
      report(`${what}: ${here}${original === undefined ? '' : ` (the original system: ${original})`}`);
    for (const each of broken) report(`BROKEN ${each}`);
    report(`docs/experiments/${experiment.name}.md`);
    return broken.length === 0;
  } finally {
    await stages.close();
  }
}

async function main(wanted: Experiment[]): Promise<boolean> {
  await waitForOtherRuns(say);
  say('starting MariaDB and RabbitMQ ...');
  const servers = await startServers(say);
  let sound = true;
  try {
    for (const experiment of wanted) sound = (await one(experiment, servers)) && sound;
  } finally {
    await servers.stop();
  }
  return sound;
}

// Child processes end with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exitCode = (await main(chosen(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
