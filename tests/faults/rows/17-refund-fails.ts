import { setTimeout as after } from 'node:timers/promises';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

/** How long refunds fail at the provider, in seconds. */
const OUTAGE_S = { ci: 4, full: 600 };
const STUDENTS = 3;

/** Students cancel paid registrations while every refund fails at the provider. */
async function cancelWithoutRefund(lab: Lab): Promise<string[]> {
  const lectureId = await lab.openLecture({ capacity: STUDENTS });
  const students = lab.students(STUDENTS);
  await lab.service('payment').arm('payment.before-refund', 'fail');
  for (const student of students) {
    const { status, body } = await student.register(lectureId);
    required(status === 201, `a student who paid was answered ${status}`);
    const canceled = await student.cancel(body.id);
    required(canceled.status === 200, `the refund that fails kept a student from canceling: ${canceled.status}`);
  }
  return students.map(({ id }) => `'${id}'`);
}

async function owed(lab: Lab, ids: string[]): Promise<number> {
  const sql = `SELECT id FROM payments WHERE status = 'COMPLETED' AND student_id IN (${ids.join()})`;
  return (await lab.rows('payment', sql)).length;
}

async function metric(lab: Lab, line: RegExp): Promise<number> {
  const text = await (await fetch(`${lab.service('payment').managementUrl}/metrics`)).text();
  return Number(line.exec(text)?.[1] ?? 0);
}

const OUTSTANDING = /^sugang_refunds_outstanding\{[^}]*\} (\d+)$/m;

export const row17: Row = {
  number: 17,
  fault: 'Refunds fail',
  required:
    'A refund is retried until it succeeds, is shown as outstanding meanwhile, and is never dropped, even by a restart.',
  guard: 'the retry of a failed refund',
  lab: {},

  async run(lab) {
    const ids = await cancelWithoutRefund(lab);
    await lab.until(async () => (await metric(lab, OUTSTANDING)) >= STUDENTS, 'outstanding refunds are not to be seen');
    await after(OUTAGE_S[lab.size] * 1_000);
    required((await owed(lab, ids)) === STUDENTS, 'a refund was taken for done that had failed');
    // It dies as well: its outstanding refunds are in its store, and the outage has ended when it restarts.
    await lab.service('payment').kill();
    await lab.service('payment').start();
    const from = performance.now();
    // By the tenth attempt the pauses have grown to a minute.
    await lab.until(async () => (await owed(lab, ids)) === 0, 'refunds are not made after the outage', 90_000);
    return {
      events: [
        `the provider failed at every refund for ${OUTAGE_S[lab.size]} s; then payment was killed and started again`,
        `${STUDENTS} refunds were outstanding meanwhile, and made ${((performance.now() - from) / 1000).toFixed(1)} s after its end`,
      ],
    };
  },

  async control(lab) {
    await lab.service('payment').disableGuard('refund-retry');
    const ids = await cancelWithoutRefund(lab);
    await after(1_000);
    await lab.service('payment').disarm();
    await after(3_000);
    const left = await owed(lab, ids);
    return left > 0 ? [`${left} refunds that failed once are never made`] : [];
  },
};
