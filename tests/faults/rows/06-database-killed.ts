import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';
import { retryUntilFinal, recordsOf } from './retry-with-key.js';
import { proxiedLab } from './proxied-lab.js';

const POINTS: FailPoint[] = ['registration.before-seat', 'before-commit:registration.request'];
const LONGEST_ANSWER_MS = 12_000;

/** The transactions of some students are open when the database is killed. */
async function killedInTransaction(lab: Lab, point: FailPoint, lectureId: string, amount: number) {
  const registration = lab.service('registration');
  const students = lab.students(amount);
  const before = await registration.timesReached(point);
  await registration.arm(point, 'hang');
  const from = performance.now();
  const answers = students.map((student) => student.register(lectureId, 'tok_ok', `once-${student.id}`));
  await lab.until(async () => (await registration.timesReached(point)) > before, `no transaction reaches ${point}`);
  await lab.mariadb.kill();
  await registration.disarm(point);
  return { students, answers: Promise.all(answers), from };
}

export const row6: Row = {
  number: 6,
  fault: 'Database killed in a transaction',
  required: 'Uncommitted changes are rolled back and answered 503; the same key works when the database is back.',
  guard: 'the transaction around the change, its event and the idempotency record',
  lab: proxiedLab,

  async run(lab, random) {
    const amount = random.between(2, 6);
    const point = random.oneOf(POINTS);
    const lectureId = await lab.openLecture({ capacity: amount });
    const { students, answers, from } = await killedInTransaction(lab, point, lectureId, amount);
    const statuses = (await answers).map(({ status }) => status);
    const tookMs = Math.round(performance.now() - from);
    required(
      statuses.every((status) => status === 503),
      `without a database students were answered ${statuses.join(', ')}`,
    );
    required(tookMs < LONGEST_ANSWER_MS, `without a database a student waited ${tookMs} ms`);
    await lab.mariadb.restart();
    const back = performance.now();
    for (const student of students) {
      const last = (await retryUntilFinal(student, lectureId, `once-${student.id}`)).at(-1);
      required(last === 201, `with the same key a student was answered ${last}`);
      const { registrations, captures } = await recordsOf(lab, student.id);
      required(
        registrations === 1 && captures === 1,
        `a student has ${registrations} registrations, ${captures} charges`,
      );
    }
    const withinS = (performance.now() - back) / 1000;
    return {
      events: [
        `the database was killed at ${point}, with ${amount} transactions open; all were answered 503 within ${tookMs} ms`,
        `it was started again; all ${amount} were confirmed under their old keys ${withinS.toFixed(1)} s later`,
      ],
    };
  },

  async control(lab) {
    const lectureId = await lab.openLecture({ capacity: 3 });
    await lab.service('registration').disableGuard('transaction');
    const { answers } = await killedInTransaction(lab, 'registration.before-seat', lectureId, 3);
    await lab.mariadb.restart();
    await answers;
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
