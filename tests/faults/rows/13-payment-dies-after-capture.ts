import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';
import type { Lab } from '../lab/lab.js';

/** Payment dies after the capture; then it restarts, and the student retries with the key. */
async function payWhilePaymentDies(lab: Lab, point: FailPoint) {
  const lectureId = await lab.openLecture({ capacity: 3 });
  const [mina] = lab.students(1);
  const payment = lab.service('payment');
  await payment.arm(point, 'kill');
  const first = await mina!.register(lectureId, 'tok_ok', 'through-a-death');
  await payment.ended();
  await payment.start();
  return { lectureId, mina: mina!, first };
}

export const row13: Row = {
  number: 13,
  fault: 'Payment dies after capture, before reply',
  required: 'A retry with the same key gets the same capture: one charge, one confirmed registration.',
  guard: 'one idempotency key per attempt towards the provider',
  lab: {},

  async run(lab, random) {
    const point = random.oneOf<FailPoint>(['payment.after-capture', 'payment.after-capture-before-reply']);
    const { mina, lectureId, first } = await payWhilePaymentDies(lab, point);
    required([201, 202].includes(first.status), `the student was answered ${first.status}`);
    await lab.until(
      async () => (await mina.register(lectureId, 'tok_ok', 'through-a-death')).body.status === 'CONFIRMED',
      'the registration is not confirmed after payment is back',
    );
    const charges = await lab.rows(
      'payment',
      `SELECT l.charge_key FROM provider_ledger l JOIN payments p ON p.id = l.charge_key WHERE p.student_id = '${mina.id}'`,
    );
    required(charges.length === 1, `the provider was charged ${charges.length} times`);
    return {
      events: [
        `payment killed itself at ${point}`,
        `the student was answered ${first.status}`,
        'payment was started again; the same key was answered CONFIRMED; one capture',
      ],
    };
  },

  async control(lab) {
    await lab.service('payment').disableGuard('one-key-per-attempt');
    await payWhilePaymentDies(lab, 'payment.after-capture');
    await lab.quiesce();
    return lab.check({ within: 10_000 });
  },
};
