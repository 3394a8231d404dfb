// npm run bench -- limit: how close the distributed mode comes to what its servers allow on this machine.
// The services as processes of their own (directly, and through the gateway), a bare script that does only the durable steps,
// the same gathered, and the embedded mode, by turns in one run. About six minutes; everything on the loopback address.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { provideServers } from '../servers/provide.mjs';
import { Api } from './api.mjs';
import { openBare } from './limit/bare.mjs';
import { lagAtPace } from './limit/lag.mjs';
import { openOutcome } from './limit/outcome.mjs';
import { Places } from './limit/places.mjs';
import { writeLimit } from './limit/page.mjs';
import { Crowd, medianRound, roundBare, roundOverHttp, untilNothingIsLeft } from './limit/round.mjs';
import { startServices } from './limit/services.mjs';
import { ISSUER, openTokens } from './limit/tokens.mjs';
import { quiet, startBuilt } from './system.mjs';

const QUICK = process.argv.includes('--quick');
const CLIENTS = QUICK ? [20] : [1, 20, 100];
const SECONDS = QUICK ? 1.5 : 3;
const REPETITIONS = QUICK ? 1 : 3;
/** A service runs for days: it is measured when V8 has compiled its hot paths. */
const WARM_UP_REGISTRATIONS = QUICK ? 200 : 3_000;
const WARM_UP_CLIENTS = 20;
const SETTLED_WITHIN_S = 40;
const say = (line) => process.stderr.write(`bench: ${line}\n`);

const servers = await provideServers({ say });
if (servers.missing.length > 0) throw new Error(`no limit without ${servers.missing.join('; ')}`);
const dataDir = mkdtempSync(join(tmpdir(), 'sugang-limit-'));
const places = new Places(servers.env);
const tokens = await openTokens();
const students = tokens.students(Crowd.size);
const env = {
  SUGANG_ISSUER: ISSUER,
  SUGANG_JWKS_URL: tokens.url,
  SUGANG_PROVIDER_LATENCY_MS: '0',
  SUGANG_PROVIDER_FAILURE_RATE: '0',
  SUGANG_MAX_UNPAID_HOLDS: '1000',
};
const results = { loadBefore: loadavg()[0], bare: [], gathered: [], distributed: [], gateway: [], embedded: [] };
const closing = [];

try {
  await measureOnServers();
  await measureEmbedded();
  results.loadAfter = loadavg()[0];
  writeLimit(results);
} finally {
  for (const close of closing.reverse()) await close();
  await places.forget();
  tokens.stop();
  await servers.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function measureOnServers() {
  const bare = await openBare(places);
  closing.push(() => bare.stop());
  const gathered = await openBare(places, 'gathered');
  closing.push(() => gathered.stop());
  say('the services start ...');
  const services = await startServices(places, { dataDir: join(dataDir, 'distributed'), env });
  const stop = once(() => services.stop());
  closing.push(stop);
  const gateway = await startGateway(services);
  closing.push(() => gateway.stop());
  const outcome = await openOutcome(places);
  closing.push(() => outcome.close());
  const lectureDesk = new Api(services.lecture.port);
  const instructor = tokens.instructor();
  const settled = () => untilNothingIsLeft(outcome.left, SETTLED_WITHIN_S);
  const crowdOf = async (openLecture, names = students.map((_, n) => `student-${n}`)) => Crowd.of(names, openLecture);
  const rowsOf = async () => {
    const [direct, edge] = [new Api(services.registration.port), new Api(gateway.port)];
    const crowd = await crowdOf(() => lectureDesk.openLecture(instructor), students);
    await direct.knownToRegistration(crowd.lectures);
    const bareCrowd = await crowdOf(() => bare.openLecture());
    const gatheredCrowd = await crowdOf(() => gathered.openLecture());
    const pids = [...services.pids, ['gateway', gateway.pid]];
    return {
      bare: (round) => roundBare({ ...round, crowd: bareCrowd, bare }),
      gathered: (round) => roundBare({ ...round, crowd: gatheredCrowd, bare: gathered }),
      distributed: (round) => roundOverHttp({ ...round, crowd, api: direct, pids: services.pids, settled }),
      gateway: (round) => roundOverHttp({ ...round, crowd, api: edge, pids, settled }),
      next: () => crowd.next(),
      api: direct,
    };
  };
  let rows = await rowsOf();
  say('warming up ...');
  for (const name of ['bare', 'gathered', 'distributed', 'gateway']) await warmUp(rows[name]);
  for (const clients of CLIENTS) {
    rows = await rowsOf();
    await measureByTurns(clients, rows, ['bare', 'gathered', 'distributed', 'gateway']);
  }
  results.lag = await lagAtPace({
    perSecond: 20,
    seconds: SECONDS * 3,
    register: () => rows.api.register(...rows.next()),
    mypagePort: services.mypage.port + 10_000,
    settled,
  });
  say(`My Page's lag at 20 registrations/s: p50 ${results.lag.medianMs} ms, p99 ${results.lag.p99Ms} ms at most`);
  results.outcome = await outcome.assertRight();
  say(`the outcome is right: ${results.outcome.confirmed} confirmed, each with one seat and one capture`);
  await stop();
}

async function measureEmbedded() {
  let isWarm = false;
  const entry = fileURLToPath(new URL('limit/trusting-standalone.mjs', import.meta.url));
  const own = {
    ...env,
    SUGANG_DEMO: 'false',
    BENCH_JWKS_URL: tokens.url,
    DATABASE_URL: 'sqlite:',
    BROKER_URL: 'in-process:',
  };
  const system = await startBuilt('standalone', { dataDir: join(dataDir, 'embedded'), env: own, entry });
  closing.push(() => system.stop());
  const api = new Api(system.port);
  const instructor = tokens.instructor();
  const crowdOf = async () => Crowd.of(students, () => api.openLecture(instructor));
  for (const clients of [WARM_UP_CLIENTS, ...CLIENTS]) {
    const crowd = await crowdOf();
    await api.knownToRegistration(crowd.lectures);
    const pids = [['standalone', system.pid]];
    const embedded = (round) => roundOverHttp({ ...round, crowd, api, pids, settled: () => quiet(system.pid) });
    if (!isWarm) await warmUp(embedded);
    else await measureByTurns(clients, { embedded }, ['embedded']);
    isWarm = true;
  }
}

/** Repeats the round of every row by turns; the median of each. */
async function measureByTurns(clients, rows, names) {
  const taken = Object.fromEntries(names.map((name) => [name, []]));
  for (let n = 0; n < REPETITIONS; n += 1)
    for (const name of names) taken[name].push(await rows[name]({ clients, seconds: SECONDS }));
  for (const name of names) {
    const round = medianRound(taken[name]);
    results[name].push(round);
    report(name, round);
  }
}

function startGateway(services) {
  const urls = Object.entries(services)
    .filter(([, { port } = {}]) => port)
    .map(([name, { port }]) => [`SUGANG_${name.toUpperCase()}_URL`, `http://127.0.0.1:${port}`]);
  return startBuilt('gateway', { dataDir: join(dataDir, 'gateway'), env: { ...env, ...Object.fromEntries(urls) } });
}

async function warmUp(round) {
  for (let done = 0; done < WARM_UP_REGISTRATIONS;)
    done += (await round({ clients: WARM_UP_CLIENTS, seconds: SECONDS / 2 })).amount;
}

function report(what, { clients, perSecond, settledPerSecond, medianMs, p99Ms, answers, processorMs }) {
  const parts = [`${perSecond.toFixed(0)}/s`, `with all events ${settledPerSecond.toFixed(0)}/s`];
  parts.push(`p50 ${medianMs.toFixed(1)} ms`, `p99 ${p99Ms.toFixed(1)} ms`);
  if (answers) parts.push(`answers ${JSON.stringify(answers)}`);
  if (processorMs)
    parts.push(
      Object.entries(processorMs)
        .map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
        .join(' '),
    );
  say(`${what}, ${clients} clients: ${parts.join(', ')}`);
}

function once(act) {
  let done;
  return () => (done ??= act());
}
