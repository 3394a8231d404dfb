// npm run bench -- reads: what reading costs, as a ratio to a Fastify route that answers the same bytes as a constant.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { provideServers } from '../servers/provide.mjs';
import { Api } from './api.mjs';
import { measureFor } from './measure.mjs';
import { openMode } from './support/mode.mjs';
import { alternately, medians, ms, say, table, writePage } from './support/page.mjs';

const CLIENTS = 20;
const LECTURES = 30;
const MODES = { embedded: 'embedded', distributed: 'service, directly' };

export async function run({ quick, only }) {
  const loadBefore = loadavg()[0];
  const servers = await provideServers({ say });
  const modes = {};
  const constants = [];
  try {
    for (const mode of Object.keys(MODES))
      if (!only || only === mode) modes[mode] = await open(mode, servers, constants);
    const [seconds, repetitions] = quick ? [1, 1] : [3, 3];
    const routes = Object.assign({}, ...Object.values(modes).map(({ routes }) => routes));
    const results = await alternately(routes, repetitions, (route) => compared(route, seconds));
    for (const { system } of Object.values(modes)) await system.assertInvariants();
    write({ routes, results, loadBefore, quick });
  } finally {
    for (const { system } of Object.values(modes)) await system.stop();
    for (const child of constants) child.kill();
    await servers.stop();
  }
}

/** Thirty lectures, and a student who is registered for all of them. */
async function open(mode, servers, constants) {
  say(`${mode}: starts ...`);
  const system = await openMode(mode, { servers, env: { SUGANG_PROVIDER_LATENCY_MS: '0' } });
  const lectures = await system.openLectures(LECTURES);
  const [student] = system.tokens.students(1);
  for (const lecture of lectures) await system.api.apply(student, lecture);
  await system.settled();
  const paths = {
    'lecture list': ['lecture', '/lectures'],
    lecture: ['lecture', `/lectures/${lectures[0]}`],
    availability: ['registration', `/lectures/${lectures[0]}/availability`],
    'My Page': ['mypage', '/mypage', student],
    'My Page, list': ['mypage', '/mypage/registrations', student],
  };
  const routes = {};
  for (const [name, [service, path, token]] of Object.entries(paths)) {
    const api = system.direct(service);
    const { text } = await api.get(path, token);
    const constant = await startConstant(path, text);
    constants.push(constant.child);
    routes[`${MODES[mode]}: ${name}`] = { path, token, api, constant: constant.api, bytes: text.length };
  }
  return { system, routes };
}

async function startConstant(path, text) {
  const child = fork(fileURLToPath(new URL('support/constant.mjs', import.meta.url)), [`/api/v1${path}`, text]);
  const [port] = await once(child, 'message');
  return { child, api: new Api(port) };
}

async function compared({ path, token, api, constant }, seconds) {
  const read = (from) => () => from.get(path, token).then(expect200);
  const route = await measureFor({ clients: CLIENTS, seconds }, read(api));
  const bare = await measureFor({ clients: CLIENTS, seconds }, read(constant));
  return {
    ratio: route.perSecond / bare.perSecond,
    perSecond: route.perSecond,
    constantPerSecond: bare.perSecond,
    medianMs: route.medianMs,
    p99Ms: route.p99Ms,
  };
}

function expect200({ status, text }) {
  if (status !== 200) throw new Error(`a read answered ${status}: ${text}`);
}

function write({ routes, results, loadBefore, quick }) {
  const runs = Object.entries(results).map(([route, all]) => ({ route, bytes: routes[route].bytes, ...medians(all) }));
  const rows = runs.map((run) => [
    run.route,
    run.bytes,
    run.ratio.toFixed(2),
    run.perSecond.toFixed(0),
    run.constantPerSecond.toFixed(0),
    ms(run.medianMs),
    ms(run.p99Ms),
  ]);
  writePage('reads', {
    title: 'Reads compared with a constant',
    intro: `${CLIENTS} clients read, directly at the service and at a Fastify route in a process of its own that answers the same bytes without reading anything, alternately. The student of My Page has ${LECTURES} registrations.`,
    sections: [table(['read', 'bytes', 'ratio', 'per second', 'constant per second', 'p50', 'p99'], rows)],
    results: { runs },
    chart: {
      title: 'Reads per second as a ratio to a constant',
      kind: 'bars',
      x: '',
      y: 'ratio',
      labels: runs.map(({ route }) => route.replace(/^(.).*?: /, '$1: ')),
      series: [{ name: 'ratio', values: runs.map(({ ratio }) => ratio) }],
    },
    ...{ loadBefore, quick },
  });
}
