import type { Payment, Registration, ViewDocument } from '#contracts';
import type { RegistrationParts } from './part.js';

type Moment = ViewDocument['timeline'][number];

/** The history of a registration, oldest first, derived from the instants inside the states and not from arrival times. */
export function timelineOf({ registration, payments, lecture }: RegistrationParts): Moment[] {
  return [
    ...registrationMoments(registration),
    ...payments.flatMap(paymentMoments),
    ...moment(lecture?.status === 'CANCELED' ? lecture.updatedAt : null, 'lecture.canceled'),
  ].sort(inOrder);
}

const endings: Partial<Record<Registration['status'], string>> = {
  PAYMENT_DECLINED: 'registration.declined',
  EXPIRED: 'registration.expired',
  CANCELED: 'registration.canceled',
};

function registrationMoments(registration: Registration): Moment[] {
  const ending = endings[registration.status];
  return [
    // A free registration is confirmed at once, without a request for payment.
    ...moment(registration.fee.amount > 0 ? registration.requestedAt : null, 'registration.requested'),
    ...moment(registration.approval?.requestedAt ?? null, 'registration.approval-requested'),
    ...moment(registration.confirmedAt, 'registration.confirmed'),
    ...moment(registration.cancelRequest?.requestedAt ?? null, 'registration.cancel-requested'),
    ...moment(registration.cancelRequest?.refusedAt ?? null, 'registration.cancel-refused'),
    ...placesCanceledIn(registration).flatMap((at) => moment(at, 'registration.places-canceled')),
    ...(ending ? moment(registration.endedAt, ending) : []),
  ];
}

/** When some of the places were canceled. */
export const placesCanceledIn = ({ places = [] }: Registration): string[] => [
  ...new Set(places.flatMap(({ canceledAt }) => canceledAt ?? [])),
];

const paymentMoments = (payment: Payment): Moment[] => [
  ...moment(payment.completedAt, 'payment.completed'),
  ...moment(partialRefundOf(payment), 'payment.refunded'),
  ...moment(payment.canceledAt, 'payment.canceled'),
];

const partialRefundOf = ({ refundedAt, canceledAt }: Payment): string | null =>
  refundedAt === undefined || refundedAt === canceledAt ? null : refundedAt;

const moment = (at: string | null, event: string): Moment[] => (at === null ? [] : [{ at, event }]);

/** Order within one millisecond: causes before effects. */
const causally = [
  'registration.requested',
  'payment.completed',
  'registration.approval-requested',
  'registration.confirmed',
  'registration.places-canceled',
  'registration.cancel-requested',
  'registration.cancel-refused',
  'lecture.canceled',
  'registration.declined',
  'registration.expired',
  'registration.canceled',
  'payment.refunded',
  'payment.canceled',
];

const inOrder = (a: Moment, b: Moment): number =>
  a.at === b.at ? causally.indexOf(a.event) - causally.indexOf(b.event) : a.at < b.at ? -1 : 1;
