import { statusAt, type LectureCopy } from './seat-ledger.js';
import { isHeld, transition, unchanged, type Decision, type RegistrationState } from './registration.js';

/** No payment starts with less than this left of the hold, in milliseconds. */
export const MINIMUM_HOLD_LEFT_TO_PAY = 5_000;

export const holdLeft = (state: RegistrationState, now: Date): number =>
  isHeld(state) && state.holdExpiresAt !== null ? Math.max(0, Date.parse(state.holdExpiresAt) - now.getTime()) : 0;

export const isOverdue = (state: RegistrationState, now: Date): boolean => isHeld(state) && holdLeft(state, now) === 0;

/** An overdue hold ended at `holdExpiresAt`, however late the sweep runs; the hold of a closed lecture ends now. */
export function expired(state: RegistrationState, now: Date): Decision {
  const endedAt = isOverdue(state, now) ? state.holdExpiresAt : now.toISOString();
  return transition('registration.expired', state, { status: 'EXPIRED', holdExpiresAt: null, endedAt });
}

export const decideExpire = (state: RegistrationState, now: Date): Decision =>
  isOverdue(state, now) ? expired(state, now) : unchanged(state);

export const decideLectureClosed = (state: RegistrationState, now: Date): Decision =>
  isHeld(state) ? expired(state, now) : unchanged(state);

export const holdHasEnded = (state: RegistrationState, lecture: LectureCopy, now: Date): boolean =>
  isOverdue(state, now) || (isHeld(state) && statusAt(lecture, now) === 'CLOSED');
