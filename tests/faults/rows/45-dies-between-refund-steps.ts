import { setTimeout as after } from 'node:timers/promises';
import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';
import { cancelPlaces, FEE, refundDueOf, refundedByProvider, refundLab, takePlaces } from './places.js';

const PLACES = 3;

/** A second place is canceled while the provider is asked to refund the first one; payment dies when that is done. */
async function dieBetweenSteps(lab: Lab, point: FailPoint): Promise<{ id: string; before: number }> {
  const lectureId = await lab.openLecture({ fee: FEE, more: { maxPlaces: PLACES } });
  const [mina] = lab.students(1);
  const id = await takePlaces(mina!, lectureId, Array(PLACES).fill({}));
  const payment = lab.service('payment');
  const reached = await payment.timesReached('payment.before-refund');
  await payment.arm('payment.before-refund', 'hang', { times: 1 });
  await cancelPlaces(mina!, id, [1]);
  await lab.until(async () => (await payment.timesReached('payment.before-refund')) > reached, 'no refund begins');
  await cancelPlaces(mina!, id, [2]);
  await lab.until(async () => (await refundDueOf(lab, id)) === 2 * FEE, 'payment does not learn of the second place');
  await payment.arm(point, 'kill', { times: 1 });
  // It may die before it answers the order.
  await Promise.race([payment.disarm('payment.before-refund'), payment.ended()]);
  await payment.ended();
  const { won: before } = await refundedByProvider(lab, id);
  await payment.start();
  return { id, before };
}

export const row45: Row = {
  number: 45,
  fault: 'Payment dies between two steps of a refund',
  required: 'The second step follows the first after the restart, and neither is made twice.',
  guard: 'the check of a payment until everything due is refunded',
  lab: refundLab,

  async run(lab, random) {
    const point = random.oneOf<FailPoint>(['before-publish:payment.refunded', 'after-publish:payment.refunded']);
    const { id, before } = await dieBetweenSteps(lab, point);
    const isRefunded = async () => (await refundedByProvider(lab, id)).won >= 2 * FEE;
    await lab.until(isRefunded, 'the second step of a refund is never made', 60_000);
    await lab.quiesce();
    const { won, steps } = await refundedByProvider(lab, id);
    required(won === 2 * FEE && steps === 2, `${won} of ${2 * FEE} won were refunded, in ${steps} steps`);
    return {
      events: [
        `payment killed itself at ${point}, when ${before} of ${2 * FEE} won were refunded`,
        'after the restart the rest was refunded, in the second step',
      ],
    };
  },

  async control(lab) {
    await lab.service('payment').disableGuard('refund-continuation');
    const { id } = await dieBetweenSteps(lab, 'before-publish:payment.refunded');
    // Longer than the claim of the process that died.
    await after(12_000);
    const { won } = await refundedByProvider(lab, id);
    return won < 2 * FEE ? [`of registration ${id}, ${2 * FEE} won are due back, and ${won} are refunded`] : [];
  },
};
