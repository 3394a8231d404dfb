import { aLecture, aPayment, cast, idOf } from '#testing/fixtures';
import { decideAccept, decideReject } from '../src/domain/approval.js';
import { decideConfirm } from '../src/domain/payment.js';
import type { EarlierHolds } from '../src/domain/hold-limits.js';
import { decideRequest, type Decision, type RegistrationState, type SeatRequest } from '../src/domain/registration.js';
import { copyOf, type SeatLedgerEntry } from '../src/domain/seat-ledger.js';

/** Monday morning, a week before the first session. */
export const monday = new Date('2027-02-22T00:00:00.000Z');
export const later = (minutes: number, from = monday) => new Date(from.getTime() + minutes * 60_000);

/** Dr. Park's Algorithms 101 with one of thirty seats left. */
export const algorithms: SeatLedgerEntry = { ...copyOf(aLecture()), held: 0, taken: 29 };
export const openDay: SeatLedgerEntry = { ...algorithms, title: 'Open day', fee: { amount: 0, currency: 'KRW' } };

/** Dr. Park's coffee workshop: he decides on each registration. */
export const workshop: SeatLedgerEntry = { ...algorithms, title: 'Latte art', approvalRequired: true };

export const firstAttempt = idOf(0xa1);
export const secondAttempt = idOf(0xa2);
export const request: SeatRequest = {
  registrationId: idOf(0x1),
  paymentId: firstAttempt,
  studentId: cast.mina.sub,
  holdMinutes: 10,
  approvalHours: 72,
  holdLimits: { unpaidHolds: 8, repeatedHolds: 3, repeatPauseMs: 60_000 },
  withPayment: true,
};

export const noHolds: EarlierHolds = { unpaid: [], givenUp: [], usedSlots: [] };

/** Requested on Monday by Mina; held for ten minutes. */
export const held: RegistrationState = decideRequest(algorithms, request, monday, noHolds).state;
export const confirmed: RegistrationState = {
  ...held,
  status: 'CONFIRMED',
  holdExpiresAt: null,
  confirmedAt: monday.toISOString(),
  version: 2,
};
/** Mina's registration for the workshop: paid within a minute, and accepted or rejected within an hour. */
export const awaitingApproval: RegistrationState = decideConfirm(
  decideRequest(workshop, request, monday, noHolds).state,
  aPayment({ id: firstAttempt, registrationId: request.registrationId }),
  later(1),
).state;
export const accepted = decideAccept(awaitingApproval, workshop, cast.drPark.sub, later(59)).state;
export const rejected = decideReject(
  awaitingApproval,
  workshop,
  { by: cast.drPark.sub, note: 'Members only.' },
  later(59),
).state;
const ended = { ...held, holdExpiresAt: null, endedAt: later(1).toISOString(), version: 2 };
export const declined: RegistrationState = { ...ended, status: 'PAYMENT_DECLINED' };
export const expired: RegistrationState = { ...ended, status: 'EXPIRED' };
export const canceledByMina: RegistrationState = { ...ended, status: 'CANCELED', cancelReason: 'STUDENT' };
export const canceledByDrPark: RegistrationState = { ...ended, status: 'CANCELED', cancelReason: 'LECTURE_CANCELED' };
export const final = { declined, expired, canceledByMina, canceledByDrPark };

/** Requested with `hold`: no payment was attempted. */
export const heldUnpaid: RegistrationState = decideRequest(
  algorithms,
  { ...request, hold: true, withPayment: false },
  monday,
  noHolds,
).state;

/** Mina's second payment attempt has started. */
export const inSecondAttempt: RegistrationState = {
  ...held,
  attempt: { number: 2, paymentId: secondAttempt, deferred: null },
};

const payment = { id: firstAttempt, registrationId: held.id };
export const completed = aPayment(payment);
export const refused = aPayment({ ...payment, status: 'DECLINED' });

export const eventNames = ({ events }: Decision) => events.map((event) => event.name);

/** The code of the rejection that `decide` throws. */
export function rejectionOf(decide: () => unknown): unknown {
  try {
    decide();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'not rejected';
}
