// npm run bench -- opening: the minute in which registration opens. Signed-in students, each for one of twenty lectures of
// thirty seats, all within one second; embedded, and across processes through the gateway. Exact seats, no 5xx, fast refusals.
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { provideServers } from '../servers/provide.mjs';
import { quantile } from './measure.mjs';
import { openMode } from './support/mode.mjs';
import { alternately, medians, ms, say, table, writePage } from './support/page.mjs';

const SEATS = 30;
const STUDENTS = (process.env.BENCH_OPENING ?? '2000,5000').split(',').map(Number);
const REPETITIONS = Number(process.env.BENCH_REPETITIONS ?? 3);
const WITHIN_MS = 1_000;
const MODES = { embedded: 'embedded', distributed: 'through the gateway' };

export async function run({ quick, only }) {
  const loadBefore = loadavg()[0];
  const servers = await provideServers({ say });
  const sizes = quick ? [{ students: 500, lectures: 5 }] : STUDENTS.map((students) => ({ students, lectures: 20 }));
  const repetitions = quick ? 1 : REPETITIONS;
  const runs = [];
  const modes = {};
  try {
    for (const mode of Object.keys(MODES)) {
      if (!only || only === mode)
        modes[mode] = await open(mode, servers, Math.max(...sizes.map(({ students }) => students)));
    }
    for (const size of sizes) {
      const results = await alternately(modes, repetitions, (opened) => openingSecond(opened, size));
      for (const [mode, all] of Object.entries(results))
        runs.push({ mode, ...size, ...medians(all), repetitions: all });
    }
    for (const { system } of Object.values(modes)) await system.assertInvariants();
  } finally {
    for (const { system } of Object.values(modes)) await system.stop();
    await servers.stop();
  }
  write({ runs, loadBefore, quick });
}

async function open(mode, servers, students) {
  say(`${mode}: starts ...`);
  const system = await openMode(mode, { servers });
  const tokens = system.tokens.students(students);
  say(`${mode}: warms up ...`);
  const [lecture] = await system.openLectures(1, { capacity: 400 });
  await Promise.all(tokens.slice(0, 400).map((token) => system.api.apply(token, lecture)));
  await system.settled();
  return { system, tokens };
}

async function openingSecond({ system, tokens }, { students, lectures: amount }) {
  const lectures = await system.openLectures(amount, { capacity: SEATS });
  const begun = performance.now();
  const visits = await Promise.all(
    Array.from({ length: students }, async (_, n) => {
      const due = begun + (n / students) * WITHIN_MS;
      await pause(Math.max(0, due - performance.now()));
      const answer = await system.api.apply(tokens[n], lectures[n % amount]);
      return { tookMs: performance.now() - due, outcome: outcomeOf(answer) };
    }),
  );
  await system.settled();
  const taken = await Promise.all(
    lectures.map(async (id) => JSON.parse((await system.api.get(`/lectures/${id}/availability`)).text)),
  );
  const seats = taken.reduce((sum, { held, taken }) => sum + held + taken, 0);
  const of = (outcome) =>
    visits
      .filter((visit) => visit.outcome === outcome)
      .map(({ tookMs }) => tookMs)
      .toSorted((a, b) => a - b);
  const [confirmed, refused] = [of('CONFIRMED'), of('LECTURE_FULL')];
  const round = {
    seats,
    confirmed: confirmed.length,
    payLater: of('PAY_LATER').length,
    refused: refused.length,
    serverErrors: visits.filter(({ outcome }) => outcome.startsWith('5') || outcome === '0').length,
    others: visits.length - confirmed.length - refused.length - of('PAY_LATER').length,
    confirmedP50: quantile(confirmed, 0.5),
    confirmedP99: quantile(confirmed, 0.99),
    refusedP50: quantile(refused, 0.5),
    refusedP99: quantile(refused, 0.99),
    allAnsweredMs: Math.max(...visits.map(({ tookMs }) => tookMs)),
  };
  say(`${system.mode}, ${students} students: ${JSON.stringify(round)}`);
  if (round.others > 0) say(`other answers: ${JSON.stringify(counts(visits))}`);
  if (seats !== SEATS * amount) throw new Error(`${seats} seats are taken, not ${SEATS * amount}`);
  return round;
}

function outcomeOf({ status, text }) {
  if (status === 201) return 'CONFIRMED';
  if (status === 202) return 'PAY_LATER';
  const { code } = status ? JSON.parse(text) : {};
  return code === 'LECTURE_FULL'
    ? code
    : `${status} ${code ?? ''} ${status >= 500 ? JSON.parse(text).detail : ''}`.trim();
}

const counts = (visits) => visits.reduce((sums, { outcome }) => ({ ...sums, [outcome]: (sums[outcome] ?? 0) + 1 }), {});

function write({ runs, loadBefore, quick }) {
  const rows = runs.map((run) => [
    MODES[run.mode],
    run.students,
    `${run.seats} of ${run.lectures * SEATS}`,
    run.confirmed,
    run.payLater,
    run.serverErrors,
    ...['refusedP50', 'refusedP99', 'confirmedP50', 'confirmedP99'].map((metric) => ms(run[metric])),
  ]);
  const head = ['mode', 'students', 'seats', 'confirmed', 'pay later', '5xx'];
  writePage('opening', {
    title: 'The opening minute',
    intro: `Signed-in students register within one second, each for one of ${runs[0].lectures} lectures with ${SEATS} seats. Times count from the moment at which a request was due. Medians of ${runs[0].repetitions.length} repetitions; after each, exactly ${SEATS} seats of every lecture are taken, and after all, every invariant holds.`,
    sections: [table([...head, 'refused p50', 'p99', 'confirmed p50', 'p99'], rows)],
    results: { runs },
    chart: {
      title: `Refusals and confirmations, ${runs.at(-1).students} students in one second`,
      kind: 'bars',
      x: '',
      y: 'ms, p99 of refusals and p50 of confirmations',
      labels: runs.map(({ mode, students }) => `${mode} ${students}`),
      series: [
        { name: 'refused, p99', values: runs.map(({ refusedP99 }) => Math.round(refusedP99)) },
        { name: 'confirmed, p50', values: runs.map(({ confirmedP50 }) => Math.round(confirmedP50)) },
      ],
    },
    ...{ loadBefore, quick },
  });
}
