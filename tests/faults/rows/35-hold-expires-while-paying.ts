import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

const PAST_EVERY_HOLD_MS = 15 * 60_000;

/** The provider is about to capture when the hold runs out; it captures all the same. */
async function expireWhilePaying(lab: Lab): Promise<string> {
  const lectureId = await lab.openLecture({ capacity: 1 });
  const [mina, joon] = lab.students(2);
  const [payment, registration] = [lab.service('payment'), lab.service('registration')];
  const before = await payment.passed('payment.before-capture');
  await payment.arm('payment.before-capture', 'hang', { times: 1 });
  const registering = mina!.register(lectureId);
  await lab.until(async () => (await payment.passed('payment.before-capture')) > before, 'payment is never asked');
  const { status } = await registering;
  required(status === 202, `a payment that takes too long was answered ${status}`);
  await registration.skew(PAST_EVERY_HOLD_MS);
  const expired = async () =>
    (await lab.rows('registration', `SELECT status FROM registration WHERE student_id = '${mina!.id}'`))[0]?.status ===
    'EXPIRED';
  await lab.until(expired, 'a hold that is over does not expire');
  await registration.skew(0);
  await payment.disarm('payment.before-capture');
  // The one seat is free again, whatever the late money does.
  const seat = await joon!.register(lectureId);
  required([201, 202].includes(seat.status), `the seat of an expired hold is not free: ${seat.status}`);
  return mina!.id;
}

async function statusOfMoney(lab: Lab, studentId: string): Promise<string> {
  const rows = await lab.rows('payment', `SELECT status FROM payments WHERE student_id = '${studentId}'`);
  return rows.map(({ status }) => status as string).join();
}

export const row35: Row = {
  number: 35,
  fault: 'The hold expires while paying',
  required: 'A capture that comes after the expiry is refunded, and the seat is free for the next student.',
  guard: 'the refund of money that arrives for a registration that is over',
  lab: {},

  async run(lab) {
    const studentId = await expireWhilePaying(lab);
    const givenBack = async () => (await statusOfMoney(lab, studentId)) === 'CANCELED';
    await lab.until(givenBack, 'money that came after the expiry is not given back');
    return {
      events: [
        'the hold ran out while the provider was about to capture: expired',
        'the next student got the seat; the capture that came afterwards was refunded or never made',
      ],
    };
  },

  async control(lab) {
    await lab.service('payment').weaken('refund-of-late-capture');
    await expireWhilePaying(lab);
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
};
