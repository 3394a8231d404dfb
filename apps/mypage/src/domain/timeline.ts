import type { Payment, Registration, ViewDocument } from '#contracts';
import type { RegistrationParts } from './registration-parts.js';

type Moment = ViewDocument['timeline'][number];

/** What happened to a registration, oldest first, told only by the instants inside the states: arrival times leave no trace. */
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
    // A free registration begins confirmed: nothing was requested of anyone.
    ...moment(registration.fee.amount > 0 ? registration.requestedAt : null, 'registration.requested'),
    ...moment(registration.confirmedAt, 'registration.confirmed'),
    ...(ending ? moment(registration.endedAt, ending) : []),
  ];
}

const paymentMoments = (payment: Payment): Moment[] => [
  ...moment(payment.completedAt, 'payment.completed'),
  ...moment(payment.canceledAt, 'payment.canceled'),
];

const moment = (at: string | null, event: string): Moment[] => (at === null ? [] : [{ at, event }]);

/** Within one millisecond, causes come before their effects. */
const causally = [
  'registration.requested',
  'payment.completed',
  'registration.confirmed',
  'lecture.canceled',
  'registration.declined',
  'registration.expired',
  'registration.canceled',
  'payment.canceled',
];

const inOrder = (a: Moment, b: Moment): number =>
  a.at === b.at ? causally.indexOf(a.event) - causally.indexOf(b.event) : a.at < b.at ? -1 : 1;
