// npm run bench -- seats: what numbered seats cost. A hundred students register at a time: without seats, for the seats that are best,
// and for seats that they choose; no seat is chosen twice.
import { loadavg } from 'node:os';
import { provideServers } from '../servers/provide.mjs';
import { measureFor } from './measure.mjs';
import { Crowd } from './limit/round.mjs';
import { openMode } from './support/mode.mjs';
import { alternately, medians, ms, say, table, writePage } from './support/page.mjs';

const CLIENTS = 100;
const LECTURES = 20;
const SEATS_PER_ROW = 40;
const ROWS = Array.from({ length: 25 }, (_, n) => ({ label: `${n + 1}`, seats: SEATS_PER_ROW }));
const HALL = { capacity: undefined, seating: { rows: ROWS } };
const MODES = { embedded: 'embedded', distributed: 'through the gateway' };
const KINDS = {
  plain: { name: 'without seats', lecture: {}, placesOf: () => undefined },
  automatic: { name: 'best available seat', lecture: HALL, placesOf: () => undefined },
  chosen: { name: 'chosen seat', lecture: HALL, placesOf: (n) => [{ seat: seatAt(n) }] },
};
const seatAt = (n) => `${Math.floor(n / SEATS_PER_ROW) + 1}-${(n % SEATS_PER_ROW) + 1}`;

export async function run({ quick, only }) {
  const loadBefore = loadavg()[0];
  const servers = await provideServers({ say });
  const systems = [];
  const subjects = {};
  try {
    for (const mode of Object.keys(MODES)) {
      if (only && only !== mode) continue;
      const system = await openMode(mode, { servers });
      systems.push(system);
      for (const kind of Object.keys(KINDS)) subjects[`${mode} ${kind}`] = await open(system, kind);
    }
    for (const subject of Object.values(subjects)) await seconds(subject, 3);
    const results = await alternately(subjects, quick ? 1 : 3, (subject) => seconds(subject, quick ? 2 : 4));
    for (const system of systems) await system.assertInvariants();
    write({ results, loadBefore, quick });
  } finally {
    for (const system of systems) await system.stop();
    await servers.stop();
  }
}

async function open(system, kind) {
  const lectures = await system.openLectures(LECTURES, KINDS[kind].lecture);
  let next = 0;
  const crowd = await Crowd.of(system.tokens.students(Crowd.size), () => Promise.resolve(lectures[next++]));
  const seatsTaken = Object.fromEntries(lectures.map((id) => [id, 0]));
  const register = () => {
    const [token, lectureId] = crowd.next();
    const places = KINDS[kind].placesOf(seatsTaken[lectureId]++);
    const payment = { method: 'card', token: 'tok_ok' };
    return system.api.post('/registrations', { lectureId, payment, ...(places && { places }) }, token);
  };
  return { system, kind, register };
}

async function seconds({ system, kind, register }, length) {
  const answers = {};
  const run = await measureFor({ clients: CLIENTS, seconds: length }, async () => {
    const { status } = await register();
    answers[status] = (answers[status] ?? 0) + 1;
  });
  await system.settled();
  const { 201: confirmed = 0, 202: payLater = 0 } = answers;
  const confirmedPerSecond = (run.perSecond * confirmed) / run.amount;
  say(`${system.mode}, ${KINDS[kind].name}: ${confirmedPerSecond.toFixed(0)} confirmed/s`);
  if (confirmed + payLater < run.amount) throw new Error(`unexpected answers: ${JSON.stringify(answers)}`);
  return { confirmedPerSecond, payLaterShare: payLater / run.amount, medianMs: run.medianMs, p99Ms: run.p99Ms };
}

function write({ results, loadBefore, quick }) {
  const runs = Object.entries(results).map(([subject, all]) => {
    const [mode, kind] = subject.split(' ');
    return { mode, kind, ...medians(all), repetitions: all };
  });
  const plain = Object.fromEntries(runs.filter(({ kind }) => kind === 'plain').map((each) => [each.mode, each]));
  const rows = runs.map((each) => [
    MODES[each.mode],
    KINDS[each.kind].name,
    (each.confirmedPerSecond / plain[each.mode].confirmedPerSecond).toFixed(2),
    each.confirmedPerSecond.toFixed(0),
    `${(each.payLaterShare * 100).toFixed(1)} %`,
    ms(each.medianMs),
    ms(each.p99Ms),
  ]);
  const head = ['mode', 'registration', 'ratio', 'confirmed per second', 'pay later', 'p50', 'p99'];
  writePage('seats', {
    title: 'Numbered seats',
    intro: `${CLIENTS} students register at a time for ${LECTURES} lectures: without seats, for the best available seat, and for a seat that they choose in a hall of ${ROWS.length * SEATS_PER_ROW}. Ratios compare with a registration without seats in the same mode and run.`,
    sections: [table(head, rows)],
    results: { runs },
    ...{ loadBefore, quick },
  });
}
