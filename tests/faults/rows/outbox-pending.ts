import type { Lab } from '../lab/lab.js';
import { required } from '../row.js';

/** How many of a service's events have not been published yet. */
export async function pendingInOutbox(lab: Lab): Promise<number> {
  const [row] = await lab.rows('registration', "SELECT COUNT(*) AS n FROM outbox WHERE status = 'PENDING'");
  return Number(row.n);
}

/** Some students register, each for a different lecture; without the broker no card is charged. */
export async function registerWithoutBroker(lab: Lab, lectureId: string, amount: number): Promise<number[]> {
  const waited = await Promise.all(
    lab.students(amount).map(async (student) => {
      const from = performance.now();
      const { status } = await student.register(lectureId);
      required(status === 202, `without the broker a student was answered ${status}`);
      return Math.round(performance.now() - from);
    }),
  );
  return waited;
}

/** Violations found when unpublished events are marked as sent. */
export async function violationsWithoutOutboxMark(
  lab: Lab,
  inject: () => Promise<void>,
  restore: () => Promise<void>,
): Promise<string[]> {
  const lectureId = await lab.openLecture();
  await lab.service('registration').disableGuard('outbox-mark');
  await inject();
  try {
    await lab.until(
      async () => (await lab.students(1)[0]!.register(lectureId)).status === 202,
      'the broker is still there',
    );
    await registerWithoutBroker(lab, lectureId, 4);
    await lab.until(async () => (await pendingInOutbox(lab)) === 0, 'the events are not marked as sent');
  } finally {
    await restore();
  }
  await lab.quiesce();
  return lab.check({ within: 2_000 });
}
