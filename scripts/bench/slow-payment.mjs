// npm run bench -- slow-payment: the experiment of the original system. A hundred students at a time, a payment that takes
// 400 to 620 ms, a limit of 610 ms for a call. How many are confirmed at once, how many have to pay later?
import { loadavg } from 'node:os';
import { provideServers } from '../servers/provide.mjs';
import { measureFor } from './measure.mjs';
import { Crowd } from './limit/round.mjs';
import { openMode } from './support/mode.mjs';
import { alternately, medians, ms, say, table, writePage } from './support/page.mjs';

const USERS = 100;
const PAYMENT_MS = [400, 620];
const SLOW = { SUGANG_PROVIDER_LATENCY_MS: PAYMENT_MS.join('-'), SUGANG_PAYMENT_TIMEOUT_MS: '610' };
const MEAN_MS = (PAYMENT_MS[0] + PAYMENT_MS[1]) / 2;
/** As many as the provider could confirm: every student waits for it all the time. */
const POSSIBLE = (USERS * 1_000) / MEAN_MS;
const MODES = { embedded: 'embedded', distributed: 'through the gateway' };

export async function run({ quick, only }) {
  const loadBefore = loadavg()[0];
  const servers = await provideServers({ say });
  const modes = {};
  try {
    for (const mode of Object.keys(MODES)) if (!only || only === mode) modes[mode] = await open(mode, servers);
    const [seconds, repetitions] = quick ? [5, 1] : [15, 3];
    const results = await alternately(modes, repetitions, (mode) => slowSeconds(mode, seconds));
    for (const { system } of Object.values(modes)) await system.assertInvariants();
    write({ results, loadBefore, quick });
  } finally {
    for (const { system } of Object.values(modes)) await system.stop();
    await servers.stop();
  }
}

async function open(mode, servers) {
  say(`${mode}: starts ...`);
  const system = await openMode(mode, { servers, env: SLOW });
  const lectures = await system.openLectures(20);
  let next = 0;
  const crowd = await Crowd.of(system.tokens.students(Crowd.size), () => Promise.resolve(lectures[next++]));
  await measureFor({ clients: USERS, seconds: 5 }, () => system.api.register(...crowd.next()));
  await system.settled();
  return { system, crowd };
}

async function slowSeconds({ system, crowd }, seconds) {
  const answers = {};
  const run = await measureFor({ clients: USERS, seconds }, async () => {
    const status = await system.api.register(...crowd.next());
    answers[status] = (answers[status] ?? 0) + 1;
  });
  await system.settled();
  const { 201: confirmed = 0, 202: payLater = 0 } = answers;
  const others = run.amount - confirmed - payLater;
  const round = {
    answersPerSecond: run.perSecond,
    confirmedPerSecond: (run.perSecond * confirmed) / run.amount,
    confirmedShare: confirmed / run.amount,
    others,
    medianMs: run.medianMs,
    p99Ms: run.p99Ms,
  };
  say(`${system.mode}: ${round.confirmedPerSecond.toFixed(0)} confirmed/s, ${percent(round.confirmedShare)} at once`);
  if (others > 0) throw new Error(`unexpected answers: ${JSON.stringify(answers)}`);
  return round;
}

const percent = (share) => `${(share * 100).toFixed(1)} %`;

function write({ results, loadBefore, quick }) {
  const runs = Object.entries(results).map(([mode, all]) => ({ mode, ...medians(all), repetitions: all }));
  const rows = runs.map((run) => [
    MODES[run.mode],
    (run.confirmedPerSecond / POSSIBLE).toFixed(2),
    percent(run.confirmedShare),
    ...[run.confirmedPerSecond, run.answersPerSecond].map((value) => value.toFixed(0)),
    ms(run.medianMs),
    ms(run.p99Ms),
  ]);
  const head = ['mode', 'ratio to the provider', 'confirmed at once', 'confirmed per second', 'responses per second'];
  writePage('slow-payment', {
    title: 'A hundred students and a slow payment',
    intro: `The simulated provider takes ${PAYMENT_MS.join(' to ')} ms, and a call to payment times out after 610 ms. ${USERS} students register, each again as soon as there is a response. A provider that were the only limit would confirm ${POSSIBLE.toFixed(0)} per second. The other responses are 202: the seat is held, and the student can pay later.`,
    sections: [table([...head, 'p50', 'p99'], rows)],
    results: { possiblePerSecond: POSSIBLE, runs },
    chart: {
      title: 'Registrations with a slow payment',
      kind: 'bars',
      x: '',
      y: 'per second',
      labels: runs.map(({ mode }) => MODES[mode]),
      series: [
        { name: 'responses', values: runs.map(({ answersPerSecond }) => Math.round(answersPerSecond)) },
        { name: 'confirmed at once', values: runs.map(({ confirmedPerSecond }) => Math.round(confirmedPerSecond)) },
      ],
    },
    ...{ loadBefore, quick },
  });
}
