import { setTimeout as after } from 'node:timers/promises';
import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { RequirementNotMet, type Row } from '../row.js';

const POINTS: FailPoint[] = ['registration.between-capture-and-confirm', 'before-commit:registration.change'];
const PAST_EVERY_HOLD_MS = 15 * 60_000;

/** Registration dies after the capture while the seat is only held; the student never retries. */
async function dieUnconfirmed(lab: Lab, point: FailPoint): Promise<{ studentId: string }> {
  const lectureId = await lab.openLecture({ capacity: 3 });
  const registration = lab.service('registration');
  for (const mina of lab.students(3)) {
    await registration.arm(point, 'kill', { times: 1 });
    await mina.register(lectureId);
    await registration.ended();
    if ((await statusOf(lab, mina.id)) === 'AWAITING_PAYMENT') return { studentId: mina.id };
    // A sweep of an earlier row's leftovers passed the point first: the student has no seat yet.
    await registration.start();
  }
  throw new RequirementNotMet('registration never died between the capture and the confirmation');
}

async function statusOf(lab: Lab, studentId: string): Promise<string> {
  const rows = await lab.rows('registration', `SELECT status FROM registration WHERE student_id = '${studentId}'`);
  return rows[0]?.status as string;
}

async function moneyOf(lab: Lab, studentId: string): Promise<string[]> {
  const rows = await lab.rows('payment', `SELECT status FROM payments WHERE student_id = '${studentId}'`);
  return rows.map(({ status }) => status as string);
}

export const row15: Row = {
  number: 15,
  fault: 'Registration dies between capture and confirm',
  required:
    "The payment's event confirms the registration while the seat is held; after the hold has expired, the payment is refunded.",
  guard: "the payment's event, which confirms a registration whose response was lost",
  lab: {},

  async run(lab, random) {
    const point = random.oneOf(POINTS);
    const held = await dieUnconfirmed(lab, point);
    await lab.service('registration').start();
    const confirmed = async () => (await statusOf(lab, held.studentId)) === 'CONFIRMED';
    await lab.until(confirmed, 'a registration whose payment was captured is never confirmed');

    const tooLate = await dieUnconfirmed(lab, point);
    await lab.service('registration').skewStore(PAST_EVERY_HOLD_MS);
    await lab.service('registration').start();
    const expired = async () => (await statusOf(lab, tooLate.studentId)) === 'EXPIRED';
    await lab.until(expired, 'a hold that is over does not expire');
    const refunded = async () => (await moneyOf(lab, tooLate.studentId)).join() === 'CANCELED';
    await lab.until(refunded, 'money for an expired hold is not refunded');
    return {
      events: [
        `registration killed itself at ${point} and was started again: the payment's event confirmed`,
        'it killed itself there once more, and came back when the hold was over: expired, refunded',
      ],
    };
  },

  async control(lab) {
    await lab.service('registration').disableGuard('confirm-by-event');
    const { studentId } = await dieUnconfirmed(lab, 'registration.between-capture-and-confirm');
    await lab.service('registration').start();
    // Before the student retries with the key, which would confirm as well.
    await after(3_000);
    const status = await statusOf(lab, studentId);
    return status === 'CONFIRMED' ? [] : [`a registration whose money is taken is still ${status}`];
  },
};
