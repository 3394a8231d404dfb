import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';
import { cancelPlaces, FEE, refundedByProvider, refundLab, takePlaces } from './places.js';

const PLACES = 3;
const POINTS: FailPoint[] = ['payment.before-refund', 'payment.after-refund'];

/** Payment dies after it has stored what to refund, before it has stored the provider's answer. */
async function dieDuringRefund(lab: Lab, point: FailPoint, places: number[]): Promise<string> {
  const lectureId = await lab.openLecture({ fee: FEE, more: { maxPlaces: PLACES } });
  const [mina] = lab.students(1);
  const id = await takePlaces(mina!, lectureId, Array(PLACES).fill({}));
  const payment = lab.service('payment');
  await payment.arm(point, 'kill', { times: 1 });
  await cancelPlaces(mina!, id, places);
  await payment.ended();
  await payment.start();
  return id;
}

export const row46: Row = {
  number: 46,
  fault: "Payment dies between the intent of a refund and the provider's answer",
  required: 'The refund is made once, whether or not the provider had made it before.',
  guard: 'one key per step of a refund',
  lab: refundLab,

  async run(lab, random) {
    const point = random.oneOf(POINTS);
    const places = random.oneOf([[1], [1, 2], [1, 2, 3]]);
    const id = await dieDuringRefund(lab, point, places);
    const due = places.length * FEE;
    const isRefunded = async () => (await refundedByProvider(lab, id)).won >= due;
    await lab.until(isRefunded, 'a refund is never made after the restart', 60_000);
    await lab.quiesce();
    const { won, steps } = await refundedByProvider(lab, id);
    required(won === due && steps <= 1, `${won} of ${due} won were refunded, in ${steps} steps`);
    return {
      events: [
        `payment killed itself at ${point}, refunding ${places.length} of ${PLACES} places`,
        `after the restart ${won} won were refunded, once`,
      ],
    };
  },

  async control(lab) {
    await lab.service('payment').disableGuard('one-key-per-refund-step');
    const id = await dieDuringRefund(lab, 'payment.after-refund', [1]);
    const isRefunded = async () => (await refundedByProvider(lab, id)).won > FEE;
    await lab.until(isRefunded, 'the refund is not made a second time', 60_000);
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
};
