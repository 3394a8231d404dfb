import { Rejection, type Payment, type PaymentDeferred } from '#contracts';
import { awaitingApproval } from './approval-terms.js';
import { canceled } from './ending.js';
import { decideExpire, expired, holdHasEnded, holdLeft, isOverdue, MINIMUM_HOLD_LEFT_TO_PAY } from './hold.js';
import {
  presented,
  transition,
  unchanged,
  type Decision,
  type Deferral,
  type RegistrationState,
} from './registration.js';
import { laterStart, type LectureCopy } from './seat-ledger.js';

/** It has no event of its own: its outcome has. @throws HOLD_EXPIRED, NOT_AWAITING_PAYMENT */
export function decideNewAttempt(
  state: RegistrationState,
  paymentId: string,
  lecture: LectureCopy,
  now: Date,
): Decision {
  if (state.status === 'EXPIRED') throw new Rejection('HOLD_EXPIRED');
  if (state.status !== 'AWAITING_PAYMENT') throw new Rejection('NOT_AWAITING_PAYMENT');
  if (lecture.status === 'CANCELED')
    return { ...canceled(state, 'LECTURE_CANCELED', now), rejection: new Rejection('NOT_AWAITING_PAYMENT') };
  if (holdHasEnded(state, lecture, now)) return { ...expired(state, now), rejection: new Rejection('HOLD_EXPIRED') };
  if (holdLeft(state, now) < MINIMUM_HOLD_LEFT_TO_PAY) throw new Rejection('HOLD_EXPIRED');
  const number = (state.attempt?.number ?? 0) + 1;
  const firstSessionAt = laterStart(state.firstSessionAt, lecture);
  const approvalTerms = state.approvalTerms && { ...state.approvalTerms, lectureEndsAt: lecture.lastSessionEndsAt };
  const attempt = { number, paymentId, deferred: null };
  return { state: { ...state, firstSessionAt, approvalTerms, attempt }, events: [] };
}

export const isCurrentAttempt = ({ status, attempt }: RegistrationState, paymentId: string): boolean =>
  status === 'AWAITING_PAYMENT' && attempt?.paymentId === paymentId;

export const isFirstAttempt = ({ attempt }: RegistrationState): boolean => attempt?.number === 1;

/** A completed payment of any attempt confirms a registration that awaits payment, or submits it for approval; it changes no other registration. */
export function decideConfirm(state: RegistrationState, payment: Payment, now: Date): Decision {
  if (isOverdue(state, now)) return decideExpire(state, now);
  if (state.status !== 'AWAITING_PAYMENT' || !pays(payment, state)) return unchanged(state);
  const { approvalTerms: terms, firstSessionAt } = state;
  if (terms) {
    const submitted = awaitingApproval(terms, firstSessionAt, now);
    return transition('registration.approval-requested', state, { ...submitted, paymentId: payment.id });
  }
  return transition('registration.confirmed', state, {
    status: 'CONFIRMED',
    paymentId: payment.id,
    holdExpiresAt: null,
    confirmedAt: now.toISOString(),
  });
}

const pays = (payment: Payment, { id, fee }: RegistrationState): boolean =>
  payment.registrationId === id &&
  payment.status === 'COMPLETED' &&
  payment.cancelRequestedAt === null &&
  payment.amount.amount === fee.amount &&
  payment.amount.currency === fee.currency;

const MAX_DECLINED_ATTEMPTS = 3;

/** Only a decline of the current attempt counts, once. With `hold` the seat stays held for other cards. */
export function decideDecline(state: RegistrationState, payment: Payment, now: Date): Decision {
  if (isOverdue(state, now)) return decideExpire(state, now);
  const { attempt } = state;
  if (payment.status !== 'DECLINED' || !attempt || !isCurrentAttempt(state, payment.id)) return unchanged(state);
  if (attempt.deferred === 'DECLINED') return unchanged(state);
  const declinedAttempts = state.declinedAttempts === null ? null : state.declinedAttempts + 1;
  if (declinedAttempts !== null && declinedAttempts < MAX_DECLINED_ATTEMPTS) {
    return transition('registration.changed', state, {
      declinedAttempts,
      paymentId: payment.id,
      attempt: { ...attempt, deferred: 'DECLINED' },
    });
  }
  return transition('registration.declined', state, {
    status: 'PAYMENT_DECLINED',
    declinedAttempts,
    paymentId: payment.id,
    holdExpiresAt: null,
    endedAt: now.toISOString(),
  });
}

export function decideDefer(state: RegistrationState, paymentId: string, deferred: Deferral, now: Date): Decision {
  if (isOverdue(state, now)) return decideExpire(state, now);
  const { attempt } = state;
  if (!attempt || !isCurrentAttempt(state, paymentId) || !replaces(deferred, attempt.deferred)) return unchanged(state);
  return transition('registration.payment-deferred', state, { paymentId, attempt: { ...attempt, deferred } });
}

/** The first deferral of an attempt remains, unless the student must act. */
const replaces = (deferred: Deferral, earlier: Deferral | null): boolean =>
  earlier === null || (deferred === 'ACTION_REQUIRED' && earlier !== 'DECLINED' && earlier !== deferred);

export interface Outcome {
  registration: RegistrationState;
  deferred: PaymentDeferred | null;
}

export const deferralOf = ({ attempt }: RegistrationState): Deferral =>
  attempt ? (attempt.deferred ?? 'UNAVAILABLE') : 'NOT_TRIED';

/** The same for every repetition of a request. @throws PAYMENT_DECLINED, HOLD_EXPIRED, REGISTRATION_OVER */
export function outcomeOf(registration: RegistrationState, reason: Deferral): Outcome {
  switch (registration.status) {
    case 'CONFIRMED':
    case 'AWAITING_APPROVAL':
      return { registration, deferred: null };
    case 'AWAITING_PAYMENT':
      if (reason === 'DECLINED') throw seatStillHeld(registration);
      return { registration, deferred: presented(reason) };
    case 'PAYMENT_DECLINED':
      throw new Rejection('PAYMENT_DECLINED', { registrationId: registration.id });
    case 'EXPIRED':
      throw new Rejection(registration.approval ? 'REGISTRATION_OVER' : 'HOLD_EXPIRED');
    case 'CANCELED':
      throw new Rejection('REGISTRATION_OVER');
  }
}

const seatStillHeld = ({ id: registrationId, holdExpiresAt }: RegistrationState): Rejection =>
  new Rejection('PAYMENT_DECLINED', {
    variant: 'held',
    values: { holdExpiresAt: holdExpiresAt! },
    registrationId,
    holdExpiresAt,
  });
