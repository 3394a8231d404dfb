// npm run bench -- limit: how close the distributed mode comes to what its servers allow on this machine.
// The services as processes of their own, a bare script that does only the durable steps, and the embedded mode, by turns in
// one run. The clients ask registration directly, without the gateway. About five minutes; everything on the loopback address.
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
import { bothHalves, Crowd, roundBare, roundOverHttp, untilNothingIsLeft } from './limit/round.mjs';
import { startServices } from './limit/services.mjs';
import { ISSUER, openTokens } from './limit/tokens.mjs';
import { quiet, startBuilt } from './system.mjs';

const CLIENTS = [1, 20, 100];
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
/** A service runs for days: it is measured when V8 has compiled its hot paths. */
const WARM_UP_REGISTRATIONS = 3_000;
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
};
const results = { loadBefore: loadavg()[0], bare: [], distributed: [], embedded: [] };
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
  say('the services start ...');
  const services = await startServices(places, { dataDir: join(dataDir, 'distributed'), env });
  const stop = once(() => services.stop());
  closing.push(stop);
  const outcome = await openOutcome(places);
  closing.push(() => outcome.close());
  const api = new Api(services.registration.port);
  const lectureDesk = new Api(services.lecture.port);
  const instructor = tokens.instructor();
  const bareCrowd = await Crowd.of(
    students.map((_, n) => `student-${n}`),
    () => bare.openLecture(),
  );
  const crowd = await Crowd.of(students, () => lectureDesk.openLecture(instructor));
  await api.knownToRegistration(crowd.lectures);
  const settled = () => untilNothingIsLeft(outcome.left, SETTLED_WITHIN_S);
  const overHttp = { crowd, api, pids: services.pids, settled };
  say('warming up ...');
  await warmUp((round) => roundBare({ ...round, crowd: bareCrowd, bare }));
  await warmUp((round) => roundOverHttp({ ...round, ...overHttp }));
  for (const clients of CLIENTS) {
    // Half before and half after: what else the machine does at the moment weighs on both alike.
    const asBare = { clients, seconds: SECONDS / 4, crowd: bareCrowd, bare };
    const before = await roundBare(asBare);
    const round = await roundOverHttp({ clients, seconds: SECONDS, ...overHttp });
    const bareRound = bothHalves(before, await roundBare(asBare));
    results.bare.push(bareRound);
    results.distributed.push(round);
    report('bare', bareRound);
    report('distributed', round);
  }
  results.lag = await lagAtPace({
    perSecond: 20,
    seconds: SECONDS * 1.5,
    register: () => api.register(...crowd.next()),
    mypagePort: services.mypage.port + 10_000,
    settled,
  });
  say(`My Page's lag at 20 registrations/s: p50 ${results.lag.medianMs} ms, p99 ${results.lag.p99Ms} ms at most`);
  results.outcome = await outcome.assertRight();
  say(`the outcome is right: ${results.outcome.confirmed} confirmed, each with one seat and one capture`);
  await stop();
}

async function measureEmbedded() {
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
  const crowd = await Crowd.of(students, () => api.openLecture(instructor));
  await api.knownToRegistration(crowd.lectures);
  const overHttp = { crowd, api, pids: [['standalone', system.pid]], settled: () => quiet(system.pid) };
  await warmUp((round) => roundOverHttp({ ...round, ...overHttp }));
  for (const clients of CLIENTS) {
    const round = await roundOverHttp({ clients, seconds: SECONDS / 2, ...overHttp });
    results.embedded.push(round);
    report('embedded', round);
  }
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
