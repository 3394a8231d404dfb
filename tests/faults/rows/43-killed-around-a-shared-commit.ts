import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';
import { recordsOf, retryUntilFinal } from './retry-with-key.js';

const POINTS: FailPoint[] = ['before-commit:registration.request', 'after-commit:registration.request'];
const STUDENTS = 24;
const SEATS = 16;

/** Registration dies while the requests of many students share a transaction; every student retries with the same key. */
async function killedWithMany(lab: Lab, point: FailPoint): Promise<string> {
  const lectureId = await lab.openLecture({ capacity: SEATS });
  const registration = lab.service('registration');
  const students = lab.students(STUDENTS);
  await registration.arm(point, 'kill', { times: 1 });
  const keyOf = (id: string) => `shared-${point}-${id}`;
  const first = Promise.all(students.map((student) => student.register(lectureId, 'tok_ok', keyOf(student.id))));
  await registration.ended();
  await first;
  await registration.start();
  const outcomes = await Promise.all(
    students.map(async (student) => (await retryUntilFinal(student, lectureId, keyOf(student.id))).at(-1)),
  );
  const confirmed = outcomes.filter((status) => status === 201).length;
  required(confirmed === SEATS, `${confirmed} of ${SEATS} seats were given`);
  required(
    outcomes.every((status) => status === 201 || status === 409),
    `students were answered ${[...new Set(outcomes)].join(', ')}`,
  );
  for (const [index, student] of students.entries()) {
    const { registrations, captures } = await recordsOf(lab, student.id);
    const expected = outcomes[index] === 201 ? 1 : 0;
    required(
      registrations === expected && captures === expected,
      `a student who was answered ${outcomes[index]} has ${registrations} registrations, ${captures} charges`,
    );
  }
  return `killed at ${point} with ${STUDENTS} students: ${confirmed} confirmed, the others refused, each charged at most once`;
}

export const row43: Row = {
  number: 43,
  fault: 'Registration dies around a commit that many requests share',
  required:
    'Each student who retries with the same key gets one registration and one charge, or a refusal; every seat is given once.',
  guard: 'the conditional update of the seats, once for all requests of a batch',
  lab: {},

  async run(lab) {
    const events: string[] = [];
    for (const point of POINTS) events.push(await killedWithMany(lab, point));
    return { events };
  },

  async control(lab) {
    const lectureId = await lab.openLecture({ capacity: 3 });
    await lab.service('registration').disableGuard('conditional-seat-update');
    await Promise.all(lab.students(STUDENTS).map((student) => student.register(lectureId)));
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
