import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

const PAST_EVERY_HOLD_MS = 15 * 60_000;

/** Which event reaches payment first. */
type First = 'the expiry' | 'the capture';

/** The hold expires while the provider is about to capture, and it captures anyway. */
async function expireWhilePaying(lab: Lab, first: First): Promise<string> {
  await paidAsUsual(lab);
  const lectureId = await lab.openLecture({ capacity: 1 });
  const [mina, joon] = lab.students(2);
  const [payment, registration] = [lab.service('payment'), lab.service('registration')];
  const before = await payment.timesReached('payment.before-capture');
  await payment.arm('payment.before-capture', 'hang', { times: 1 });
  if (first === 'the capture') await payment.arm('before-effect:registration.expired', 'hang');
  const registering = mina!.register(lectureId);
  await lab.until(
    async () => (await payment.timesReached('payment.before-capture')) > before,
    'payment is never asked',
  );
  const { status } = await registering;
  required(status === 202, `a payment that takes too long was answered ${status}`);
  await registration.skewStore(PAST_EVERY_HOLD_MS);
  const expired = async () =>
    (await lab.rows('registration', `SELECT status FROM registration WHERE student_id = '${mina!.id}'`))[0]?.status ===
    'EXPIRED';
  await lab.until(expired, 'a hold that is over does not expire');
  await registration.skewStore(0);
  if (first === 'the expiry') await lab.until(() => isOver(lab, mina!.id), 'payment does not learn of the expiry');
  await payment.disarm('payment.before-capture');
  if (first === 'the capture') {
    const captured = async () => (await statusOfMoney(lab, mina!.id)) === 'COMPLETED';
    await lab.until(captured, 'a capture without a waiting request is not completed');
    await payment.disarm('before-effect:registration.expired');
  }
  // The seat is free again, whatever happens to the late capture.
  const seat = await joon!.register(lectureId);
  required([201, 202].includes(seat.status), `the seat of an expired hold is not free: ${seat.status}`);
  return mina!.id;
}

/** If half of the payment calls fail, the circuit opens and the call that this row needs is not made. */
async function paidAsUsual(lab: Lab): Promise<void> {
  const lectureId = await lab.openLecture();
  for (const student of lab.students(4)) {
    const { status } = await student.register(lectureId);
    required(status === 201, `a payment was answered ${status} before anything had failed`);
  }
}

async function isOver(lab: Lab, studentId: string): Promise<boolean> {
  const sql = `SELECT r.over_since FROM payments_of_registration r JOIN payments p USING (registration_id)
    WHERE p.student_id = '${studentId}'`;
  const [payments] = await lab.rows('payment', sql);
  return payments !== undefined && payments.over_since !== null;
}

async function statusOfMoney(lab: Lab, studentId: string): Promise<string> {
  const rows = await lab.rows('payment', `SELECT status FROM payments WHERE student_id = '${studentId}'`);
  return rows.map(({ status }) => status as string).join();
}

export const row35: Row = {
  number: 35,
  fault: 'The hold expires while paying',
  required: 'A capture that arrives after the expiry is refunded, and the seat is free for the next student.',
  guard: 'the refund of a capture for a registration that has ended',
  lab: {},

  async run(lab, random) {
    const first = random.oneOf<First>(['the expiry', 'the capture']);
    const studentId = await expireWhilePaying(lab, first);
    const givenBack = async () => (await statusOfMoney(lab, studentId)) === 'CANCELED';
    await lab.until(givenBack, 'money that came after the expiry is not given back');
    return {
      events: [
        'the hold ran out while the provider was about to capture',
        `${first} came to payment first; the money was given back, or never taken`,
        'the next student got the seat',
      ],
    };
  },

  async control(lab) {
    await lab.service('payment').disableGuard('refund-of-late-capture');
    await expireWhilePaying(lab, 'the capture');
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
};
