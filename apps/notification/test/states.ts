import type { Account, LectureState, Payment, Registration } from '#contracts';
import { aLecture, anAccount, aPayment, aRegistration, idOf } from '#testing/fixtures';

/** Long before the first session, while Mina's seat is held. */
export const monday = new Date('2027-02-22T00:00:00.000Z');

export const algorithms: LectureState = aLecture({
  id: idOf(101),
  createdAt: '2027-02-01T00:00:00.000Z',
  updatedAt: '2027-02-01T00:00:00.000Z',
});

/** Mina's registration as it was requested; `n` numbers registrations. */
export const requested = (n = 1): Registration =>
  aRegistration({
    id: idOf(1_000 + n),
    lectureId: algorithms.id,
    paymentId: idOf(2_000 + n),
    holdExpiresAt: '2027-02-22T00:10:00.000Z',
    requestedAt: monday.toISOString(),
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

/** The refunded payment of a registration. */
export const refunded = (n = 1): Payment =>
  aPayment({
    id: idOf(2_000 + n),
    registrationId: idOf(1_000 + n),
    status: 'CANCELED',
    createdAt: monday.toISOString(),
    completedAt: '2027-02-22T00:00:01.000Z',
    cancelRequestedAt: '2027-02-22T00:01:00.000Z',
    canceledAt: '2027-02-22T00:01:01.000Z',
    version: 3,
  });

export const account = (who: 'mina' | 'joon' | 'drPark', changes: Partial<Account> = {}): Account =>
  anAccount(who, changes);
