import { setTimeout as pause } from 'node:timers/promises';
import { measureFor } from '../measure.mjs';
import { median, medians } from '../support/page.mjs';
import { processorTimeOf } from '../system.mjs';

const LECTURES = 20;
const STUDENTS = 1000;

/** Who registers for what: registration n of a run, spread over twenty lectures, each student once per lecture. */
export class Crowd {
  #next = 0;

  constructor(students, lectures) {
    this.students = students;
    this.lectures = lectures;
  }

  /** @throws when every student is registered for every lecture */
  next() {
    const n = this.#next++;
    const [lecture, place] = [n % LECTURES, Math.floor(n / LECTURES)];
    if (place >= STUDENTS) throw new Error('every student is registered for every lecture');
    return [this.students[(place + lecture * 50) % STUDENTS], this.lectures[lecture]];
  }

  static async of(students, openLecture) {
    const lectures = [];
    while (lectures.length < LECTURES) lectures.push(await openLecture());
    return new Crowd(students, lectures);
  }

  static size = STUDENTS;
}

/** One round over HTTP: answers by status, processor time per process, and how long the events went on afterwards. */
export async function roundOverHttp({ clients, seconds, crowd, api, pids, settled }) {
  const answers = {};
  const before = await Promise.all(pids.map(([, pid]) => processorTimeOf(pid)));
  const begun = performance.now();
  const run = await measureFor({ clients, seconds }, async () => {
    const status = await api.register(...crowd.next());
    answers[status] = (answers[status] ?? 0) + 1;
  });
  const answered = performance.now();
  await settled();
  const done = performance.now();
  const used = await Promise.all(pids.map(async ([name, pid], n) => [name, (await processorTimeOf(pid)) - before[n]]));
  const processorMs = Object.fromEntries(used.map(([name, s]) => [name, (s * 1000) / run.amount]));
  const confirmed = answers[201] ?? 0;
  const answeredPerSecond = run.perSecond;
  const perSecond = (confirmed * 1000) / (answered - begun);
  const settledPerSecond = (run.amount * 1000) / (done - begun);
  return { clients, ...run, answeredPerSecond, perSecond, settledPerSecond, answers, processorMs };
}

/** The same round by the bare script. */
export async function roundBare({ clients, seconds, crowd, bare }) {
  const begun = performance.now();
  const run = await measureFor({ clients, seconds }, () => bare.register(...crowd.next()));
  await bare.settled();
  return { clients, ...run, settledPerSecond: (run.amount * 1000) / (performance.now() - begun) };
}

/** The mean of two runs of equal length. */
export function bothHalves(one, other) {
  const mean = (metric) => (one[metric] + other[metric]) / 2;
  return {
    clients: one.clients,
    amount: one.amount + other.amount,
    perSecond: mean('perSecond'),
    settledPerSecond: mean('settledPerSecond'),
    medianMs: mean('medianMs'),
    p99Ms: Math.max(one.p99Ms, other.p99Ms),
  };
}

/** Resolves when `left()` is 0. @throws after `seconds` */
export async function untilNothingIsLeft(left, seconds) {
  const end = performance.now() + seconds * 1000;
  let rest;
  while ((rest = await left()) > 0) {
    if (performance.now() > end) throw new Error(`${rest} steps are still under way after ${seconds} s`);
    await pause(50);
  }
}

/** The median of several equal ones; `answers` are those of all. */
export function medianRound(repeated) {
  const all = medians(repeated);
  if (!all.answers) return all;
  const answers = {};
  for (const round of repeated)
    for (const [status, amount] of Object.entries(round.answers)) answers[status] = (answers[status] ?? 0) + amount;
  const processorMs = Object.fromEntries(
    Object.keys(all.processorMs).map((name) => [name, median(repeated.map((round) => round.processorMs[name]))]),
  );
  return { ...all, amount: repeated.reduce((sum, { amount }) => sum + amount, 0), answers, processorMs };
}
