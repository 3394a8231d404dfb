import type { PaymentDeferred } from '#contracts';
import { canceled } from './cancel.js';
import { decideExpire, expired, holdIsOver, holdLeft, isOverdue, LEAST_HOLD_LEFT_TO_PAY } from './hold.js';
import type { LectureFacts } from './lecture-facts.js';
import { holdExpired, notAwaitingPayment } from './refusals.js';
import { became, unchanged, type Decision, type RegistrationState } from './registration.js';

/**
 * The student tries another payment: a new attempt, which alone counts from now on. It is told with its outcome.
 * @throws HOLD_EXPIRED, NOT_AWAITING_PAYMENT
 */
export function decideNewAttempt(
  state: RegistrationState,
  paymentId: string,
  lecture: LectureFacts,
  now: Date,
): Decision {
  if (state.status === 'EXPIRED') throw holdExpired();
  if (state.status !== 'AWAITING_PAYMENT') throw notAwaitingPayment();
  if (lecture.status === 'CANCELED')
    return { ...canceled(state, 'LECTURE_CANCELED', now), refusal: notAwaitingPayment() };
  if (holdIsOver(state, lecture, now)) return { ...expired(state, now), refusal: holdExpired() };
  if (holdLeft(state, now) < LEAST_HOLD_LEFT_TO_PAY) throw holdExpired();
  const number = (state.attempt?.number ?? 0) + 1;
  return { state: { ...state, attempt: { number, paymentId, deferred: null } }, events: [] };
}

export const isCurrentAttempt = ({ status, attempt }: RegistrationState, paymentId: string): boolean =>
  status === 'AWAITING_PAYMENT' && attempt?.paymentId === paymentId;

export const isFirstAttempt = ({ attempt }: RegistrationState): boolean => attempt?.number === 1;

/** The current attempt has no outcome yet; the student is told once per attempt. An older attempt changes nothing. */
export function decideDefer(
  state: RegistrationState,
  paymentId: string,
  deferred: PaymentDeferred,
  now: Date,
): Decision {
  if (isOverdue(state, now)) return decideExpire(state, now);
  if (!isCurrentAttempt(state, paymentId) || !state.attempt || state.attempt.deferred) return unchanged(state);
  return became('registration.payment-deferred', state, { paymentId, attempt: { ...state.attempt, deferred } });
}
