// npm run bench -- gateway: what the gateway adds to a request, and what a dead service costs the others behind it.
// A gateway and lecture as processes of their own on embedded stores; the neighbor that dies is a server of this script.
// About a minute and a half; everything on the loopback address.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from './api.mjs';
import { Neighbor } from './gateway/neighbor.mjs';
import { paced } from './gateway/paced.mjs';
import { writeGateway } from './gateway/page.mjs';
import { ISSUER, openTokens } from './limit/tokens.mjs';
import { bothHalves } from './limit/round.mjs';
import { measureFor } from './measure.mjs';
import { startBuilt } from './system.mjs';

const CLIENTS = [1, 20];
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
/** Requests a second, for lecture and for its neighbor: as many before as while the neighbor is dead. */
const PACE = { lecture: 60, neighbor: 30 };
const say = (line) => process.stderr.write(`bench: ${line}\n`);

const dataDir = mkdtempSync(join(tmpdir(), 'sugang-gateway-'));
const tokens = await openTokens();
const neighbor = await Neighbor.start();
const env = {
  SUGANG_ISSUER: ISSUER,
  SUGANG_JWKS_URL: tokens.url,
  SUGANG_DEMO: 'false',
  DATABASE_URL: 'sqlite:',
  BROKER_URL: 'in-process:',
};
const running = [];
const results = { loadBefore: loadavg()[0], overhead: [], isolation: [], pace: PACE };

try {
  const lecture = await start('lecture', env);
  const gateway = await start('gateway', {
    ...env,
    SUGANG_LECTURE_URL: `http://127.0.0.1:${lecture.port}`,
    SUGANG_PAYMENT_URL: neighbor.url,
  });
  const [direct, through] = [new Api(lecture.port), new Api(gateway.port)];
  const id = await direct.openLecture(tokens.instructor());
  const read = (api) => async () => expect200(await api.get(`/lectures/${id}`));
  say('warming up ...');
  for (const api of [direct, through]) await measureFor({ clients: 20, seconds: SECONDS / 2 }, read(api));
  for (const clients of CLIENTS) results.overhead.push(await overhead(clients, read(direct), read(through)));
  const [student] = tokens.students(1);
  for (const state of ['alive', 'refuses', 'hangs', 'alive again']) {
    results.isolation.push(await beside(state, read(through), () => through.get('/payments', student)));
  }
  results.loadAfter = loadavg()[0];
  writeGateway(results);
} finally {
  for (const service of running.reverse()) await service.stop();
  tokens.stop();
  await neighbor.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function start(name, settings) {
  const service = await startBuilt(name, { dataDir: join(dataDir, name), env: settings });
  running.push(service);
  return service;
}

/** The same requests to lecture itself and through the gateway, by turns. */
async function overhead(clients, direct, through) {
  const round = (act) => measureFor({ clients, seconds: SECONDS / 2 }, act);
  const before = [await round(direct), await round(through)];
  const [asked, led] = [bothHalves(before[0], await round(direct)), bothHalves(before[1], await round(through))];
  say(
    `${clients} clients: p50 ${asked.medianMs.toFixed(2)} ms directly, ${led.medianMs.toFixed(2)} ms through the gateway`,
  );
  return { clients, direct: { ...asked, clients }, through: { ...led, clients } };
}

/** Lecture's times at one pace, while its neighbor is in a state and asked at another. */
async function beside(state, read, askNeighbor) {
  await neighbor.become(state);
  const seconds = SECONDS * (state === 'hangs' ? 2 : 1);
  const answers = {};
  const ask = async () => {
    const { status } = await askNeighbor();
    answers[status] = (answers[status] ?? 0) + 1;
  };
  const [lecture, other] = await Promise.all([
    paced({ perSecond: PACE.lecture, seconds }, read),
    paced({ perSecond: PACE.neighbor, seconds }, ask),
  ]);
  say(
    `neighbor ${state} (${JSON.stringify(answers)}): lecture p50 ${lecture.medianMs.toFixed(1)} ms, p99 ${lecture.p99Ms.toFixed(1)} ms`,
  );
  return { state, answers, lecture, neighbor: other };
}

function expect200({ status, text }) {
  if (status !== 200) throw new Error(`lecture answered ${status}: ${text}`);
}
