import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { relationalServices } from '#contracts';
import { Api } from '../api.mjs';
import { openOutcome } from '../limit/outcome.mjs';
import { Places } from '../limit/places.mjs';
import { untilNothingIsLeft } from '../limit/round.mjs';
import { requiredServices, startServices } from '../limit/services.mjs';
import { ISSUER, openTokens } from '../limit/tokens.mjs';
import { processorTimeOf, quiet, startBuilt } from '../system.mjs';

const SETTLED_WITHIN_S = 90;
const run = promisify(execFile);
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * A mode on empty stores, or on those that the caller keeps (`dataDir`, with `tokens` and `instructor`). `api` is its public entry: the standalone, or the gateway; `direct(service)` goes around the gateway.
 * `settled` resolves when every event is published and consumed; `assertInvariants` throws when an invariant is broken.
 */
export async function openMode(mode, { servers, env = {}, ...kept }) {
  const dataDir = kept.dataDir ?? mkdtempSync(join(tmpdir(), 'sugang-bench-'));
  const tokens = kept.tokens ?? (await openTokens());
  const shared = {
    SUGANG_ISSUER: ISSUER,
    SUGANG_JWKS_URL: tokens.url,
    SUGANG_DEMO: 'false',
    SUGANG_PROVIDER_FAILURE_RATE: '0',
    // A student of a benchmark registers more often than a real one, and a payment may be late on a busy machine.
    SUGANG_MAX_UNPAID_HOLDS: '1000',
    ...env,
  };
  const closing = [
    () => kept.tokens ?? tokens.stop(),
    () => kept.dataDir ?? rmSync(dataDir, { recursive: true, force: true }),
  ];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const open = mode === 'embedded' ? openEmbedded : openDistributed;
    const opened = await open({ dataDir, shared, tokens, servers, closing });
    return withLectures({ mode, tokens, stop, instructor: kept.instructor ?? tokens.instructor(), ...opened });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openEmbedded({ dataDir, shared, tokens, closing }) {
  const env = { ...shared, BENCH_JWKS_URL: tokens.url, DATABASE_URL: 'sqlite:', BROKER_URL: 'in-process:' };
  const entry = path('../limit/trusting-standalone.mjs');
  const system = await startBuilt('standalone', { dataDir, env, entry, flags: profiling('standalone') });
  closing.push(() => system.stop());
  const api = new Api(system.port);
  return {
    api,
    direct: () => api,
    dataDir,
    startedInMs: { standalone: system.startedInMs },
    pids: [['standalone', system.pid]],
    managementPorts: { standalone: system.port + 10_000 },
    settled: () => quiet(system.pid),
    assertInvariants: () =>
      assertInvariants({ DATABASE_URL: 'sqlite:', BROKER_URL: 'in-process:', SUGANG_DATA_DIR: dataDir }),
  };
}

async function openDistributed({ dataDir, shared, servers, closing }) {
  const places = new Places(servers.env);
  closing.push(() => places.forget());
  const services = await startServices(places, { dataDir, env: shared });
  closing.push(() => services.stop());
  const urls = Object.fromEntries(
    requiredServices.map((name) => [`SUGANG_${name.toUpperCase()}_URL`, `http://127.0.0.1:${services[name].port}`]),
  );
  const gateway = await startBuilt('gateway', { dataDir, env: { ...shared, ...urls }, flags: profiling('gateway') });
  closing.push(() => gateway.stop());
  const outcome = await openOutcome(places);
  closing.push(() => outcome.close());
  const databases = Object.fromEntries(
    relationalServices.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, places.databaseUrl(name)]),
  );
  const all = { ...Object.fromEntries(requiredServices.map((name) => [name, services[name]])), gateway };
  return {
    api: new Api(gateway.port),
    direct: (name) => new Api(services[name].port),
    dataDir,
    places,
    startedInMs: Object.fromEntries(Object.entries(all).map(([name, { startedInMs }]) => [name, startedInMs])),
    pids: Object.entries(all).map(([name, { pid }]) => [name, pid]),
    managementPorts: Object.fromEntries(Object.entries(all).map(([name, { port }]) => [name, port + 10_000])),
    settled: () => untilNothingIsLeft(outcome.left, SETTLED_WITHIN_S),
    assertInvariants: () =>
      assertInvariants({
        ...databases,
        BROKER_URL: places.brokerUrl(),
        VIEWS_URL: 'sqlite:',
        SUGANG_DATA_DIR: dataDir,
      }),
  };
}

const profiling = (name) =>
  process.env.BENCH_PROFILE
    ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`, `--cpu-prof-name=${name}.cpuprofile`]
    : [];

function withLectures(system) {
  const { instructor } = system;
  return {
    ...system,
    async openLectures(amount, changes) {
      const lectures = [];
      while (lectures.length < amount) lectures.push(await system.api.openLecture(instructor, changes));
      await system.api.knownToRegistration(lectures);
      return lectures;
    },
    async processorSeconds() {
      const used = await Promise.all(system.pids.map(async ([name, pid]) => [name, await processorTimeOf(pid)]));
      return Object.fromEntries(used);
    },
  };
}

async function assertInvariants(env) {
  const inspector = path('../../../dist/apps/inspector/src/main.js');
  try {
    await run(process.execPath, [inspector, '--wait', '60'], { env: { ...process.env, ...env, LOG_LEVEL: 'warn' } });
  } catch ({ stdout, stderr }) {
    throw new Error(`an invariant is broken, or could not be checked:\n${stdout}${stderr}`);
  }
}
