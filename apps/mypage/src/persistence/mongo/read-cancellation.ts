import type { CancellationCounts } from '../../ports/views.js';
import { collectionNames, type ViewCollections } from './collections.js';

const LIVE = ['CONFIRMED', 'AWAITING_APPROVAL', 'AWAITING_PAYMENT'];

const places = {
  $cond: [
    { $isArray: '$state.places' },
    { $size: { $filter: { input: '$state.places', as: 'place', cond: { $eq: ['$$place.canceledAt', null] } } } },
    1,
  ],
};
const completed = {
  $filter: { input: '$payments', as: 'payment', cond: { $ne: ['$$payment.state.completedAt', null] } },
};
const sumOf = (value: object) => ({ $sum: { $map: { input: '$payments', as: 'payment', in: value } } });
const ifCanceled = (value: unknown) => ({ $cond: [{ $eq: ['$$payment.status', 'CANCELED'] }, value, 0] });
const amount = '$$payment.state.amount.amount';

const nothing = { students: 0, places: 0, canceledStudents: 0, payments: 0, refundedPayments: 0, paid: 0, refunded: 0 };
const sums = Object.fromEntries(Object.keys(nothing).map((name) => [name, { $sum: `$${name}` }]));

/** Its parts are of one generation, but not of exactly one moment. */
export async function readCancellation(
  { parts }: ViewCollections,
  lectureKey: string,
): Promise<CancellationCounts | null> {
  const lecture = await parts.lecture.findOne({ _id: lectureKey });
  if (!lecture) return null;
  const isLive = { $in: ['$status', LIVE] };
  const [counts] = await parts.registration
    .aggregate<typeof nothing>([
      { $match: { lectureKey, $or: [{ status: { $in: LIVE } }, { 'state.cancelReason': 'LECTURE_CANCELED' }] } },
      {
        $lookup: {
          from: collectionNames.payment,
          localField: '_id',
          foreignField: 'registrationKey',
          as: 'payments',
        },
      },
      { $addFields: { payments: completed } },
      {
        $project: {
          students: { $cond: [isLive, 1, 0] },
          places: { $cond: [isLive, places, 0] },
          canceledStudents: { $cond: [isLive, 0, 1] },
          payments: { $size: '$payments' },
          refundedPayments: sumOf(ifCanceled(1)),
          paid: sumOf({ $ifNull: [amount, 0] }),
          refunded: sumOf({ $ifNull: ['$$payment.state.refunded.amount', ifCanceled(amount)] }),
        },
      },
      { $group: { _id: null, ...sums } },
      { $project: { _id: 0 } },
    ])
    .toArray();
  return { instructorId: lecture.state.instructor.id, ...(counts ?? nothing) };
}
