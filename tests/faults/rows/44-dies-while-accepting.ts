import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';

const POINTS: FailPoint[] = [
  'before-commit:registration.change',
  'before-publish:registration.confirmed',
  'after-publish:registration.confirmed',
];

/** A student has paid and awaits the decision of the instructor. */
async function awaitingApproval(lab: Lab): Promise<string> {
  const lectureId = await lab.openLecture({ more: { approvalRequired: true } });
  const { status, body } = await lab.students(1)[0]!.register(lectureId);
  const isAwaiting = status === 202 && body.status === 'AWAITING_APPROVAL';
  required(isAwaiting, `a student of a lecture that requires an approval was answered ${status} ${body.status}`);
  // The event of the payment changes the registration as well, and would pass the same points.
  await lab.quiesce();
  return body.id as string;
}

async function acceptAndDie(lab: Lab, id: string, point: FailPoint): Promise<number> {
  const registration = lab.service('registration');
  await registration.arm(point, 'kill', { times: 1 });
  const accepting = lab.instructor.post(`/admin/registrations/${id}/accept`);
  await registration.ended();
  const { status } = await accepting;
  await registration.start();
  return status;
}

export const row44: Row = {
  number: 44,
  fault: 'Registration dies between an acceptance and its event',
  required:
    'An accepted registration is on the roster and paid for, the same decision can be repeated, and it is recorded once.',
  guard: 'the outbox: events are published right after the commit',
  lab: {},

  async run(lab, random) {
    const point = random.oneOf(POINTS);
    const id = await awaitingApproval(lab);
    const first = await acceptAndDie(lab, id, point);
    const again = await lab.instructor.post(`/admin/registrations/${id}/accept`);
    const isConfirmed = again.status === 200 && again.body.status === 'CONFIRMED';
    required(isConfirmed, `the repeated decision was answered ${again.status} ${again.body.code}`);
    const enrolled = `SELECT registration_id FROM roster WHERE registration_id = '${id}' AND status = 'CONFIRMED'`;
    await lab.until(
      async () => (await lab.rows('lecture', enrolled)).length === 1,
      'an accepted student is not enrolled',
    );
    const decisions = await lab.rows('registration', `SELECT what FROM audit WHERE registration_id = '${id}'`);
    required(decisions.length === 1, `one decision has ${decisions.length} entries in the audit`);
    return {
      events: [
        `registration killed itself at ${point}; the instructor was answered ${first}`,
        'after the restart the same decision was answered CONFIRMED; the student is on the roster',
      ],
    };
  },

  async control(lab) {
    const id = await awaitingApproval(lab);
    await lab.service('registration').disableGuard('outbox');
    await acceptAndDie(lab, id, 'before-publish:registration.confirmed');
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
};
