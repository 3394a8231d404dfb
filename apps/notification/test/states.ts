import type { Account, LectureState, Payment, Registration } from '#contracts';
import { cast, idOf } from '#testing';

/** Long before the first session, while Mina's seat is held. */
export const monday = new Date('2027-02-22T00:00:00.000Z');

export const algorithms: LectureState = {
  id: idOf(101),
  title: 'Algorithms 101',
  description: 'Sorting, graphs and the art of counting steps.',
  category: 'computer-science',
  instructor: { id: cast.drPark.sub, name: 'Dr. Park' },
  fee: { amount: 49_000, currency: 'KRW' },
  capacity: 30,
  sessions: [{ startsAt: '2027-03-02T01:00:00.000Z', endsAt: '2027-03-02T03:00:00.000Z', place: 'Room 301' }],
  status: 'OPEN',
  cancelNote: null,
  createdAt: '2027-02-01T00:00:00.000Z',
  updatedAt: '2027-02-01T00:00:00.000Z',
  version: 1,
};

/** Mina's registration as it was requested; `n` numbers registrations. */
export const requested = (n = 1): Registration => ({
  id: idOf(1_000 + n),
  lectureId: algorithms.id,
  studentId: cast.mina.sub,
  status: 'AWAITING_PAYMENT',
  cancelReason: null,
  fee: algorithms.fee,
  paymentId: idOf(2_000 + n),
  holdExpiresAt: '2027-02-22T00:10:00.000Z',
  requestedAt: monday.toISOString(),
  confirmedAt: null,
  endedAt: null,
  version: 1,
});

export const confirmed = (n = 1): Registration => ({
  ...requested(n),
  status: 'CONFIRMED',
  holdExpiresAt: null,
  confirmedAt: '2027-02-22T00:00:01.000Z',
  version: 2,
});

export const canceled = (n = 1): Registration => ({
  ...confirmed(n),
  status: 'CANCELED',
  cancelReason: 'STUDENT',
  endedAt: '2027-02-22T00:01:00.000Z',
  version: 3,
});

/** The money of a registration, back with the student. */
export const refunded = (n = 1): Payment => ({
  id: idOf(2_000 + n),
  registrationId: idOf(1_000 + n),
  studentId: cast.mina.sub,
  attempt: 1,
  amount: algorithms.fee,
  status: 'CANCELED',
  method: 'card',
  declineReason: null,
  createdAt: monday.toISOString(),
  completedAt: '2027-02-22T00:00:01.000Z',
  cancelRequestedAt: '2027-02-22T00:01:00.000Z',
  canceledAt: '2027-02-22T00:01:01.000Z',
  version: 3,
});

export const account = (who: 'mina' | 'joon', changes: Partial<Account> = {}): Account => ({
  id: cast[who].sub,
  email: cast[who].email,
  name: cast[who].name,
  role: 'student',
  locale: 'ko',
  createdAt: '2027-01-01T00:00:00.000Z',
  ...changes,
});
