// npm run bench -- freshness: how long an event takes to My Page, at half the rate that the mode can sustain. From the service's
// own histogram (sugang_view_lag_seconds), so quantiles are upper bounds of its buckets.
import { loadavg } from 'node:os';
import { provideServers } from '../servers/provide.mjs';
import { measureFor } from './measure.mjs';
import { lagAtPace } from './limit/lag.mjs';
import { Crowd } from './limit/round.mjs';
import { openMode } from './support/mode.mjs';
import { alternately, medians, ms, say, table, writePage } from './support/page.mjs';
import '../../libs/testing/src/typescript-hooks.mjs';

const { startMongoStandIn } = await import('../../libs/testing/src/mongo.ts');
const CLIENTS = 20;
const STORES = {
  embedded: 'embedded, SQLite',
  sqlite: 'distributed, views in SQLite',
  mongodb: 'distributed, views by the MongoDB driver',
};

export async function run({ quick }) {
  const loadBefore = loadavg()[0];
  const servers = await provideServers({ say });
  const mongo = await startMongoStandIn();
  const env = { SUGANG_PROVIDER_LATENCY_MS: '0' };
  const opened = {};
  try {
    opened.embedded = await open('embedded', { servers, env });
    opened.sqlite = await open('distributed', { servers, env });
    opened.mongodb = await open('distributed', { servers, env: { ...env, VIEWS_URL: mongo.urlOf('bench_views') } });
    const [seconds, repetitions] = quick ? [4, 1] : [12, 3];
    const results = await alternately(opened, repetitions, (mode) => lagAtHalfRate(mode, seconds));
    for (const store of ['embedded', 'sqlite']) await opened[store].system.assertInvariants();
    write({ results, loadBefore, quick });
  } finally {
    for (const { system } of Object.values(opened)) await system.stop();
    await mongo.stop();
    await servers.stop();
  }
}

async function open(mode, options) {
  say(`${mode}: starts ...`);
  const system = await openMode(mode, options);
  const lectures = await system.openLectures(20);
  let next = 0;
  const crowd = await Crowd.of(system.tokens.students(Crowd.size), () => Promise.resolve(lectures[next++]));
  const register = () => system.api.register(...crowd.next());
  await measureFor({ clients: CLIENTS, seconds: 4 }, register);
  await system.settled();
  const { perSecond: maximum } = await measureFor({ clients: CLIENTS, seconds: 4 }, register);
  await system.settled();
  say(`${mode}: at most ${maximum.toFixed(0)}/s`);
  return { system, register, perSecond: Math.max(1, Math.min(maximum / 2, 250)) };
}

async function lagAtHalfRate({ system, register, perSecond }, seconds) {
  const mypagePort = system.managementPorts.mypage ?? system.managementPorts.standalone;
  const lag = await lagAtPace({ perSecond, seconds, register, mypagePort, settled: system.settled });
  say(`${system.mode}, ${perSecond.toFixed(0)}/s: p50 ${lag.medianMs} ms, p99 ${lag.p99Ms} ms at most`);
  return { perSecond, events: lag.events, medianMs: lag.medianMs, p99Ms: lag.p99Ms };
}

function write({ results, loadBefore, quick }) {
  const runs = Object.entries(results).map(([store, all]) => ({ store, ...medians(all), repetitions: all }));
  const rows = runs.map((run) => [
    STORES[run.store],
    run.perSecond.toFixed(0),
    run.events,
    `≤ ${ms(run.medianMs)}`,
    `≤ ${ms(run.p99Ms)}`,
  ]);
  writePage('freshness', {
    title: 'From an event to My Page',
    intro: `Registrations at half the rate that ${CLIENTS} clients reach, and the time from each event to its view, from the buckets of \`sugang_view_lag_seconds\`. The MongoDB driver talks to the stand-in of the tests, a server in memory: its times are those of the driver and of the consumer.`,
    sections: [table(['views', 'registrations per second', 'events', 'p50', 'p99'], rows)],
    results: { runs },
    chart: {
      title: 'Lag of My Page at half the maximum rate',
      kind: 'bars',
      x: '',
      y: 'ms, upper bound of the bucket',
      labels: runs.map(({ store }) => store),
      series: [
        { name: 'p50', values: runs.map(({ medianMs }) => medianMs) },
        { name: 'p99', values: runs.map(({ p99Ms }) => p99Ms) },
      ],
    },
    ...{ loadBefore, quick },
  });
}
