import { statusAt, type LectureCopy } from './seat-ledger.js';
import { transition, unchanged, type Decision, type RegistrationState } from './registration.js';

/** No payment starts with less than this left of the hold, in milliseconds. */
export const MINIMUM_HOLD_LEFT_TO_PAY = 5_000;

export const holdLeft = ({ status, holdExpiresAt }: RegistrationState, now: Date): number =>
  status === 'AWAITING_PAYMENT' && holdExpiresAt !== null ? Math.max(0, Date.parse(holdExpiresAt) - now.getTime()) : 0;

export const isOverdue = (state: RegistrationState, now: Date): boolean =>
  state.status === 'AWAITING_PAYMENT' && holdLeft(state, now) === 0;

/** An overdue hold ended at `holdExpiresAt`, however late the sweep runs; the hold of a closed lecture ends now. */
export function expired(state: RegistrationState, now: Date): Decision {
  const endedAt = isOverdue(state, now) ? state.holdExpiresAt : now.toISOString();
  return transition('registration.expired', state, { status: 'EXPIRED', holdExpiresAt: null, endedAt });
}

export const decideExpire = (state: RegistrationState, now: Date): Decision =>
  isOverdue(state, now) ? expired(state, now) : unchanged(state);

/** The state that a query returns: an overdue hold as EXPIRED, exactly as the sweep will store it. */
export const presentAt = (state: RegistrationState, now: Date): RegistrationState => decideExpire(state, now).state;

export const decideLectureClosed = (state: RegistrationState, now: Date): Decision =>
  state.status === 'AWAITING_PAYMENT' ? expired(state, now) : unchanged(state);

export const holdHasEnded = (state: RegistrationState, lecture: LectureCopy, now: Date): boolean =>
  isOverdue(state, now) || (state.status === 'AWAITING_PAYMENT' && statusAt(lecture, now) === 'CLOSED');
