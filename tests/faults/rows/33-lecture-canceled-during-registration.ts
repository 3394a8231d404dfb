import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';

/** Every step of a registration, and the service that runs it. */
const STEPS: ['registration' | 'payment', FailPoint][] = [
  ['registration', 'before-commit:registration.request'],
  ['registration', 'registration.after-hold-before-charge'],
  ['payment', 'payment.before-capture'],
  ['payment', 'payment.after-capture'],
  ['payment', 'payment.after-capture-before-reply'],
  ['registration', 'registration.between-capture-and-confirm'],
  ['registration', 'before-commit:registration.change'],
  ['registration', 'registration.after-confirm-before-answer'],
  ['registration', 'before-publish:registration.requested'],
  ['registration', 'before-publish:registration.confirmed'],
];

/** A registration is paused at a point, its lecture is canceled meanwhile, and then it continues. */
async function cancelAt(lab: Lab, at: 'registration' | 'payment', point: FailPoint): Promise<string> {
  const lectureId = await lab.openLecture({ capacity: 5 });
  const [mina, joon] = lab.students(2);
  const service = lab.service(at);
  const before = await service.timesReached(point);
  await service.arm(point, 'hang', { times: 1 });
  const registering = mina!.register(lectureId);
  await lab.until(async () => (await service.timesReached(point)) > before, `a registration never comes by ${point}`);
  await lab.cancelLecture(lectureId);
  // Some points stop the very transaction that the cancellation event must wait for.
  if (!point.startsWith('before-commit')) await untilKnown(lab, lectureId);
  await service.disarm(point);
  const { status } = await registering;
  await untilKnown(lab, lectureId);
  const late = await joon!.register(lectureId);
  required(late.status === 409, `a canceled lecture still gives out seats (${late.status})`);
  await lab.until(() => isOver(lab, mina!.id), `a registration lives on although its lecture was canceled at ${point}`);
  return `canceled at ${point}: the student was answered ${status}, then canceled; the next one was refused`;
}

const untilKnown = (lab: Lab, lectureId: string): Promise<void> =>
  lab.until(async () => {
    const sql = `SELECT status FROM seat_ledger WHERE lecture_id = '${lectureId}'`;
    return (await lab.rows('registration', sql))[0]?.status === 'CANCELED';
  }, 'registration does not learn that the lecture is canceled');

async function isOver(lab: Lab, studentId: string): Promise<boolean> {
  const sql = `SELECT status FROM registration WHERE student_id = '${studentId}'`;
  return (await lab.rows('registration', sql)).every(({ status }) => status === 'CANCELED');
}

export const row33: Row = {
  number: 33,
  fault: 'The lecture is canceled during a registration',
  required: 'At whichever step, the registration ends canceled and refunded, and no more seats are assigned.',
  guard: 'the refund of a capture for a registration that has ended',
  lab: {},

  async run(lab, random) {
    const events: string[] = [];
    for (const [service, point] of random.shuffled(STEPS)) events.push(await cancelAt(lab, service, point));
    return { events };
  },

  async control(lab) {
    await lab.service('payment').disableGuard('refund-of-late-capture');
    await cancelAt(lab, 'payment', 'payment.after-capture-before-reply');
    await lab.until(async () => {
      const sql = 'SELECT p.id FROM payments p JOIN payments_of_registration r USING (registration_id)';
      const paid = await lab.rows('payment', `${sql} WHERE p.status = 'COMPLETED' AND r.over_since IS NOT NULL`);
      return paid.length > 0;
    }, 'payment does not learn that the registration is over');
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
};
