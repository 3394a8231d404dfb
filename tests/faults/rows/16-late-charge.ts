import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';

/** Where the charge is delayed: before the call, or between payment and the provider. */
const LATE: ['registration' | 'payment', FailPoint][] = [
  ['registration', 'registration.after-hold-before-charge'],
  ['payment', 'payment.before-capture'],
];

/** The charge is delayed, the student cancels, payment consumes the cancellation, and only then the charge arrives. */
async function chargeAfterCancel(lab: Lab, at: 'registration' | 'payment', point: FailPoint): Promise<string> {
  const lectureId = await lab.openLecture({ capacity: 3 });
  const [mina] = lab.students(1);
  const service = lab.service(at);
  const before = await service.timesReached(point);
  await service.arm(point, 'hang', { times: 1 });
  const registering = mina!.register(lectureId);
  await lab.until(async () => (await service.timesReached(point)) > before, `a charge never comes by ${point}`);
  const [{ id }] = await lab.rows('registration', `SELECT id FROM registration WHERE student_id = '${mina!.id}'`);
  const { status } = await mina!.cancel(id);
  required(status === 200, `a student who waits for payment could not cancel: ${status}`);
  await lab.until(async () => {
    const sql = `SELECT over_since FROM payments_of_registration WHERE registration_id = '${id}'`;
    const [payments] = await lab.rows('payment', sql);
    return payments !== undefined && payments.over_since !== null;
  }, 'payment does not learn that the registration is over');
  await service.disarm(point);
  await registering;
  return mina!.id;
}

async function moneyKept(lab: Lab, studentId: string): Promise<number> {
  const sql = `SELECT p.id FROM payments p JOIN provider_ledger l ON l.charge_key = p.id
    WHERE p.student_id = '${studentId}' AND l.state = 'CAPTURED'`;
  return (await lab.rows('payment', sql)).length;
}

export const row16: Row = {
  number: 16,
  fault: 'A late charge after the cancel',
  required: 'The charge is refused, or its capture is refunded: a student who canceled does not pay.',
  guard: "payment's record that the registration has ended",
  lab: {},

  async run(lab, random) {
    const events: string[] = [];
    for (const [at, point] of random.shuffled(LATE)) {
      const studentId = await chargeAfterCancel(lab, at, point);
      const givenBack = async () => (await moneyKept(lab, studentId)) === 0;
      await lab.until(givenBack, `the money of a student who canceled is kept (${point})`);
      events.push(`a charge held up at ${point} arrived after the cancel: no money was kept`);
    }
    return { events };
  },

  async control(lab) {
    await lab.service('payment').disableGuard('registration-over-record');
    await chargeAfterCancel(lab, 'registration', 'registration.after-hold-before-charge');
    await lab.quiesce();
    await lab.service('payment').disableGuard('registration-over-record');
    return lab.check({ within: 5_000 });
  },
};
