import { MYSQL_COMMIT, type Fate } from '#testing';
import type { Lab } from '../lab/lab.js';
import type { Student } from '../lab/student.js';
import { required, type Row } from '../row.js';
import { retryUntilFinal, recordsOf } from './retry-with-key.js';
import { proxiedLab } from './proxied-lab.js';

const POINT = 'before-commit:registration.request';

/** A student's seat is committed or not, and registration cannot determine which. */
async function commitLost(lab: Lab, student: Student, lectureId: string, fate: Fate): Promise<void> {
  const registration = lab.service('registration');
  const line = lab.line('registration-mariadb');
  const [before, lost] = [await registration.timesReached(POINT), line.lost];
  await registration.arm(POINT, 'hang');
  const answer = student.register(lectureId, 'tok_ok', `once-${student.id}`);
  await lab.until(async () => (await registration.timesReached(POINT)) > before, 'no transaction reaches the commit');
  line.lose(MYSQL_COMMIT, fate);
  await registration.disarm(POINT);
  await lab.until(() => line.lost > lost, 'no commit was lost');
  await answer;
}

export const row7: Row = {
  number: 7,
  fault: 'Database outcome unknown: the answer to a COMMIT is lost',
  required: 'No request is repeated before its outcome was read by its key: one seat, one charge, one response.',
  guard: 'the idempotency record of the request',
  lab: proxiedLab,

  async run(lab, random) {
    const students = lab.students(4);
    const lectureId = await lab.openLecture({ capacity: students.length });
    const events: string[] = [];
    for (const student of students) {
      const fate = random.oneOf<Fate>(['answer-lost', 'not-sent']);
      await commitLost(lab, student, lectureId, fate);
      const statuses = await retryUntilFinal(student, lectureId, `once-${student.id}`);
      required(statuses.at(-1) === 201, `with the same key a student was answered ${statuses.join(', ')}`);
      const { registrations, captures } = await recordsOf(lab, student.id);
      required(
        registrations === 1 && captures === 1,
        `a student has ${registrations} registrations, ${captures} charges`,
      );
      events.push(`a COMMIT was lost (${fate}); the student retried with the key and got ${statuses.join(', ')}`);
    }
    return { events };
  },

  async control(lab) {
    const lectureId = await lab.openLecture({ capacity: 5 });
    await lab.service('registration').disableGuard('idempotency-record');
    for (const student of lab.students(3)) {
      await commitLost(lab, student, lectureId, 'answer-lost');
      await student.register(lectureId, 'tok_ok', `once-${student.id}`);
    }
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
