import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

/** All students request the one seat at the same moment. */
async function allRegisterAtOnce(lab: Lab) {
  const lectureId = await lab.openLecture({ capacity: 1 });
  const students = lab.students(lab.size === 'full' ? 1_000 : 150);
  const answers = await Promise.all(students.map((student) => student.register(lectureId)));
  return { lectureId, students, answers };
}

export const row34: Row = {
  number: 34,
  fault: 'The last seat, a thousand students',
  required: 'Exactly one student gets the seat, all others are rejected cleanly, and at most one is charged.',
  guard: 'the one conditional update that assigns a seat',
  lab: {},

  async run(lab) {
    const { lectureId, students, answers } = await allRegisterAtOnce(lab);
    const full = answers.filter(({ body }) => body?.code === 'LECTURE_FULL').length;
    const given = answers.filter(({ status }) => status === 201 || status === 202);
    required(given.length <= 1, `${given.length} students got the one seat`);
    const unsettled = answers.length - full - given.length;
    required(unsettled < answers.length / 2, `${unsettled} of ${answers.length} got no answer that means anything`);
    const live = await lab.rows(
      'registration',
      `SELECT student_id FROM registration WHERE lecture_id = '${lectureId}' AND status IN ('AWAITING_PAYMENT', 'CONFIRMED')`,
    );
    required(live.length === 1, `${live.length} students have the one seat`);
    const charged = await lab.rows(
      'payment',
      `SELECT p.id FROM payments p JOIN provider_ledger l ON l.charge_key = p.id
       WHERE l.state = 'CAPTURED' AND p.student_id IN (${students.map(({ id }) => `'${id}'`).join(',')})`,
    );
    required(charged.length <= 1, `${charged.length} students were charged for the one seat`);
    return {
      events: [
        `${students.length} students at once: ${given.length} has the seat, ${full} got LECTURE_FULL, ${unsettled} have to retry`,
      ],
    };
  },

  async control(lab) {
    await lab.service('registration').disableGuard('conditional-seat-update');
    await allRegisterAtOnce(lab);
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
