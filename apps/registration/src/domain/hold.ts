import type { LectureFacts } from './lecture-facts.js';
import { became, unchanged, type Decision, type RegistrationState } from './registration.js';

/** No payment starts with less of the hold left, in milliseconds. */
export const LEAST_HOLD_LEFT_TO_PAY = 5_000;

/** Milliseconds until the hold is over; 0 where there is none, or none any more. */
export const holdLeft = ({ status, holdExpiresAt }: RegistrationState, now: Date): number =>
  status === 'AWAITING_PAYMENT' && holdExpiresAt !== null ? Math.max(0, Date.parse(holdExpiresAt) - now.getTime()) : 0;

export const isOverdue = (state: RegistrationState, now: Date): boolean =>
  state.status === 'AWAITING_PAYMENT' && holdLeft(state, now) === 0;

/** The hold ended at its own time, whenever that is noticed; that of a closed lecture ends at once. */
export function expired(state: RegistrationState, now: Date): Decision {
  const endedAt = isOverdue(state, now) ? state.holdExpiresAt : now.toISOString();
  return became('registration.expired', state, { status: 'EXPIRED', holdExpiresAt: null, endedAt });
}

export const decideExpire = (state: RegistrationState, now: Date): Decision =>
  isOverdue(state, now) ? expired(state, now) : unchanged(state);

export const decideLectureClosed = (state: RegistrationState, now: Date): Decision =>
  state.status === 'AWAITING_PAYMENT' ? expired(state, now) : unchanged(state);

/** Whether the hold is over, by the clock or because the lecture takes nobody any more. */
export const holdIsOver = (state: RegistrationState, lecture: LectureFacts, now: Date): boolean =>
  isOverdue(state, now) || (state.status === 'AWAITING_PAYMENT' && lecture.status === 'CLOSED');
