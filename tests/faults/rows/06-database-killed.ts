import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';
import { asksUntilAnswered, tracesOf } from './asks-again.js';
import { onLines } from './on-lines.js';

const POINT = 'before-commit:registration.request';
const LONGEST_ANSWER_MS = 12_000;

/** One student has done everything but commit, and others wait for the same lecture, when the database is killed. */
async function killedBeforeCommit(lab: Lab, lectureId: string, amount: number) {
  const registration = lab.service('registration');
  const students = lab.students(amount);
  const before = await registration.passed(POINT);
  await registration.arm(POINT, 'hang');
  const from = performance.now();
  const answers = students.map((student) => student.register(lectureId, 'tok_ok', `once-${student.id}`));
  await lab.until(async () => (await registration.passed(POINT)) > before, 'nobody comes to the commit');
  await lab.mariadb.kill();
  await registration.disarm(POINT);
  return { students, answers: Promise.all(answers), from };
}

export const row6: Row = {
  number: 6,
  fault: 'Database killed in a transaction',
  required: 'What was not committed is undone and answered 503; the same key works when the database is back.',
  guard: 'the transaction around the change, its event and the record of the request',
  lab: onLines,

  async run(lab, chance) {
    const amount = chance.between(2, 6);
    const lectureId = await lab.openLecture({ capacity: amount });
    const { students, answers, from } = await killedBeforeCommit(lab, lectureId, amount);
    const statuses = (await answers).map(({ status }) => status);
    const tookMs = Math.round(performance.now() - from);
    required(
      statuses.every((status) => status === 503),
      `without a database students were answered ${statuses.join(', ')}`,
    );
    required(tookMs < LONGEST_ANSWER_MS, `without a database somebody waited ${tookMs} ms`);
    await lab.mariadb.restart();
    const back = performance.now();
    for (const student of students) {
      const last = (await asksUntilAnswered(student, lectureId, `once-${student.id}`)).at(-1);
      required(last === 201, `with the same key a student was answered ${last}`);
      const { registrations, captures } = await tracesOf(lab, student.id);
      required(
        registrations === 1 && captures === 1,
        `a student has ${registrations} registrations, ${captures} charges`,
      );
    }
    const withinS = (performance.now() - back) / 1000;
    return {
      events: [
        `the database was killed before a commit, with ${amount} transactions open; all were answered 503 within ${tookMs} ms`,
        `it was started again; all ${amount} were confirmed under their old keys ${withinS.toFixed(1)} s later`,
      ],
    };
  },

  async control(lab) {
    const lectureId = await lab.openLecture({ capacity: 3 });
    await lab.service('registration').weaken('transaction');
    const { answers } = await killedBeforeCommit(lab, lectureId, 3);
    await lab.mariadb.restart();
    await answers;
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
