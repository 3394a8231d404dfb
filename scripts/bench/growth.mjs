// npm run bench -- growth: does it get slower with what is stored? Registrations and reads of My Page with a thousand, a hundred
// thousand and a million stored registrations (embedded), and a lecture with ten thousand that is canceled while others register.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { measureFor } from './measure.mjs';
import { openTokens } from './limit/tokens.mjs';
import { seed } from './support/seed.mjs';
import { openMode } from './support/mode.mjs';
import { alternately, medians, ms, say, table, writePage } from './support/page.mjs';

const CLIENTS = 20;
const LECTURES = 20;
const STUDENTS = 500;
const FREE = { fee: { amount: 0, currency: 'KRW' }, capacity: 100_000 };

export async function run({ quick }) {
  const loadBefore = loadavg()[0];
  const [sizes, toCancel] = quick ? [[1_000, 10_000], 500] : [[1_000, 100_000, 1_000_000], 10_000];
  const folder = mkdtempSync(join(tmpdir(), 'sugang-growth-'));
  const tokens = await openTokens();
  const context = { tokens, instructor: tokens.instructor(), students: tokens.students(STUDENTS), next: 0 };
  try {
    const [template, canceled] = await firstRegistrations(join(folder, 'first'), context);
    const folders = {};
    for (const size of sizes) {
      say(`${size} registrations are stored ...`);
      folders[size] = join(folder, String(size));
      cpSync(join(folder, 'first'), folders[size], { recursive: true });
      seed(folders[size], template, size);
    }
    const [seconds, repetitions] = quick ? [2, 1] : [6, 3];
    const results = await alternately(folders, repetitions, (dataDir) => withStored(dataDir, context, seconds));
    const largest = folders[sizes.at(-1)];
    seed(largest, canceled, toCancel);
    const cancellation = await canceling(largest, context, canceled, seconds);
    write({ results, cancellation: { registrations: toCancel, ...cancellation }, loadBefore, quick });
  } finally {
    tokens.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const open = (dataDir, { tokens, instructor }) =>
  openMode('embedded', { dataDir, tokens, instructor, env: { SUGANG_PROVIDER_LATENCY_MS: '0' } });

/** Two lectures free of charge with a registration each, whose rows are then multiplied. */
async function firstRegistrations(dataDir, context) {
  const system = await open(dataDir, context);
  try {
    const lectures = await system.openLectures(2, FREE);
    const found = [];
    for (const lectureId of lectures) {
      const { text } = await system.api.apply(context.students[0], lectureId);
      found.push({ lectureId, registrationId: JSON.parse(text).id });
    }
    await system.settled();
    await system.assertInvariants();
    return found;
  } finally {
    await system.stop();
  }
}

async function withStored(dataDir, context, seconds) {
  const system = await open(dataDir, context);
  try {
    const register = await registering(system, context);
    await measureFor({ clients: CLIENTS, seconds: seconds / 2 }, register);
    const run = await measureFor({ clients: CLIENTS, seconds }, register);
    await system.settled();
    const reads = await measureFor({ clients: CLIENTS, seconds: seconds / 2 }, async (n) => {
      const { status } = await system.api.get('/mypage/registrations', context.students[n % STUDENTS]);
      if (status !== 200) throw new Error(`My Page answered ${status}`);
    });
    say(`${run.perSecond.toFixed(0)} registrations/s, ${reads.perSecond.toFixed(0)} reads/s`);
    return { perSecond: run.perSecond, p99Ms: run.p99Ms, readsPerSecond: reads.perSecond, readP99Ms: reads.p99Ms };
  } finally {
    await system.stop();
  }
}

/** Each student once per lecture; new lectures for every process. */
async function registering(system, { students }) {
  const lectures = await system.openLectures(LECTURES);
  let next = 0;
  return async () => {
    const n = next++;
    const status = await system.api.register(students[Math.floor(n / LECTURES) % STUDENTS], lectures[n % LECTURES]);
    if (status >= 300) throw new Error(`a registration answered ${status}`);
  };
}

async function canceling(dataDir, context, { lectureId }, seconds) {
  const system = await open(dataDir, context);
  try {
    const register = await registering(system, context);
    await measureFor({ clients: CLIENTS, seconds: seconds / 2 }, register);
    const before = await measureFor({ clients: CLIENTS, seconds }, register);
    const begun = performance.now();
    const { status } = await system.api.post(`/admin/lectures/${lectureId}/cancel`, {}, context.instructor);
    if (status !== 202) throw new Error(`the cancellation answered ${status}`);
    const during = await measureFor({ clients: CLIENTS, seconds }, register);
    let left = Infinity;
    while (left > 0 && performance.now() - begun < 180_000) {
      const { held, taken } = JSON.parse((await system.api.get(`/lectures/${lectureId}/availability`)).text);
      left = held + taken;
      await pause(50);
    }
    const canceledMs = performance.now() - begun;
    if (left > 0) throw new Error(`${left} registrations of the canceled lecture are still live`);
    say(
      `canceled in ${ms(canceledMs)}; others ${during.perSecond.toFixed(0)}/s, before ${before.perSecond.toFixed(0)}/s`,
    );
    return { canceledMs, ratio: during.perSecond / before.perSecond, p99Ms: during.p99Ms, p99BeforeMs: before.p99Ms };
  } finally {
    await system.stop();
  }
}

function write({ results, cancellation, loadBefore, quick }) {
  const runs = Object.entries(results).map(([stored, all]) => ({ stored: Number(stored), ...medians(all) }));
  const [first] = runs;
  const rows = runs.map((run) => [
    run.stored.toLocaleString('en'),
    (run.perSecond / first.perSecond).toFixed(2),
    (run.readsPerSecond / first.readsPerSecond).toFixed(2),
    run.perSecond.toFixed(0),
    ms(run.p99Ms),
    run.readsPerSecond.toFixed(0),
    ms(run.readP99Ms),
  ]);
  const head = [
    'stored',
    'ratio',
    'ratio of reads',
    'registrations per second',
    'p99',
    'reads of My Page per second',
    'p99',
  ];
  const { registrations, canceledMs, ratio, p99Ms, p99BeforeMs } = cancellation;
  writePage('growth', {
    title: 'Registering with much stored',
    intro: `The embedded mode with registrations, roster rows and views that were stored before by SQL, ${CLIENTS} clients. Every invariant holds before the rows are multiplied; these have no payments and events of their own.`,
    sections: [
      table(head, rows),
      `A lecture with ${registrations.toLocaleString('en')} registrations is canceled while ${CLIENTS} clients register for others: its last registration is canceled after ${(canceledMs / 1000).toFixed(1)} s; the others continue at ${ratio.toFixed(2)} of their rate before, p99 ${ms(p99Ms)} (before ${ms(p99BeforeMs)}).`,
    ],
    results: { runs, cancellation },
    chart: {
      title: 'Registrations and reads by what is stored',
      kind: 'bars',
      x: '',
      y: 'per second',
      labels: runs.map(({ stored }) => stored.toLocaleString('en')),
      series: [
        { name: 'registrations', values: runs.map(({ perSecond }) => Math.round(perSecond)) },
        { name: 'reads of My Page', values: runs.map(({ readsPerSecond }) => Math.round(readsPerSecond)) },
      ],
    },
    ...{ loadBefore, quick },
  });
}
