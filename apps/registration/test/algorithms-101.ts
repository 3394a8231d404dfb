import type { Payment } from '#contracts';
import type { LedgerRow } from '../src/domain/lecture-facts.js';
import type { Decision, RegistrationState } from '../src/domain/registration.js';
import { decideRequest } from '../src/domain/request-registration.js';

// The cast of #testing, without the platform that comes with it: the rulebook runs in milliseconds.
const idOf = (n: number): string => `0193a5b0-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const cast = { mina: { sub: idOf(0xa001) }, drPark: { sub: idOf(0xb001) } };

/** Monday morning before the term begins. */
export const monday = new Date('2027-02-22T00:00:00.000Z');
export const later = (minutes: number, from = monday) => new Date(from.getTime() + minutes * 60_000);

/** Dr. Park's Algorithms 101, with one seat left of thirty; it begins a week later. */
export const algorithms: LedgerRow = {
  lectureId: idOf(0x101),
  title: 'Algorithms 101',
  instructorId: cast.drPark.sub,
  instructorName: 'Dr. Park',
  fee: { amount: 49_000, currency: 'KRW' },
  capacity: 30,
  status: 'OPEN',
  firstSessionAt: '2027-03-01T01:00:00.000Z',
  sequence: 1,
  held: 0,
  taken: 29,
};
export const openDay: LedgerRow = { ...algorithms, title: 'Open day', fee: { amount: 0, currency: 'KRW' } };

export const firstAttempt = idOf(0xa1);
export const secondAttempt = idOf(0xa2);
export const request = {
  registrationId: idOf(0x1),
  paymentId: firstAttempt,
  studentId: cast.mina.sub,
  holdMinutes: 10,
  withPayment: true,
};

/** Mina asked for the seat on Monday; it is held for ten minutes. */
export const held: RegistrationState = decideRequest(algorithms, request, monday).state;
export const confirmed: RegistrationState = {
  ...held,
  status: 'CONFIRMED',
  holdExpiresAt: null,
  confirmedAt: monday.toISOString(),
  version: 2,
};
const over = { ...held, holdExpiresAt: null, endedAt: later(1).toISOString(), version: 2 };
export const declined: RegistrationState = { ...over, status: 'PAYMENT_DECLINED' };
export const expired: RegistrationState = { ...over, status: 'EXPIRED' };
export const canceledByMina: RegistrationState = { ...over, status: 'CANCELED', cancelReason: 'STUDENT' };
export const canceledByDrPark: RegistrationState = { ...over, status: 'CANCELED', cancelReason: 'LECTURE_CANCELED' };
export const final = { declined, expired, canceledByMina, canceledByDrPark };

/** Mina's second attempt at paying is under way. */
export const tryingAgain: RegistrationState = {
  ...held,
  attempt: { number: 2, paymentId: secondAttempt, deferred: null },
};

export const completed: Payment = {
  id: firstAttempt,
  registrationId: held.id,
  studentId: cast.mina.sub,
  attempt: 1,
  amount: { amount: 49_000, currency: 'KRW' },
  status: 'COMPLETED',
  method: 'card',
  declineReason: null,
  createdAt: monday.toISOString(),
  completedAt: later(1).toISOString(),
  cancelRequestedAt: null,
  canceledAt: null,
  version: 1,
};
export const refused: Payment = {
  ...completed,
  status: 'DECLINED',
  declineReason: 'insufficient funds',
  completedAt: null,
};

/** The names of the events that tell a decision. */
export const told = ({ events }: Decision) => events.map((event) => event.name);
/** The code of the refusal that `decide` throws. */
export function refusalOf(decide: () => unknown): unknown {
  try {
    decide();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'not refused';
}
