import { Rejection, type CancelReason } from '#contracts';
import { expired, holdHasEnded } from './hold.js';
import { isLive, transition, unchanged, type Decision, type RegistrationState } from './registration.js';
import { refundOfCancel, tierNow, wholeRefund } from './refund-quote.js';
import type { LectureCopy } from './seat-ledger.js';

/** An end that is due but not stored yet is stored first. Payment voids or refunds what a hold's attempts captured. @throws REGISTRATION_OVER, CANCEL_TOO_LATE */
export function decideStudentCancel(state: RegistrationState, lecture: LectureCopy, now: Date): Decision {
  if (state.status === 'CANCELED' && state.cancelReason === 'STUDENT') return unchanged(state);
  if (!isLive(state)) throw new Rejection('REGISTRATION_OVER');
  if (lecture.status === 'CANCELED')
    return { ...decideLectureCanceled(state, now), rejection: new Rejection('REGISTRATION_OVER') };
  if (holdHasEnded(state, lecture, now))
    return { ...expired(state, now), rejection: new Rejection('REGISTRATION_OVER') };
  if (state.status !== 'CONFIRMED') return canceled(state, 'STUDENT', now);
  const refund = refundOfCancel(state, tierNow(state, lecture, now));
  return canceled({ ...state, ...refund }, 'STUDENT', now);
}

export const decideLectureCanceled = (state: RegistrationState, now: Date): Decision =>
  isLive(state) ? canceled({ ...state, ...wholeRefund(state) }, 'LECTURE_CANCELED', now) : unchanged(state);

/** The refund is always full, even after the first session. Repeating the removal changes nothing. @throws NOT_CONFIRMED */
export function decideRemove(state: RegistrationState, note: string, now: Date): Decision {
  if (state.status === 'CANCELED' && state.cancelReason === 'INSTRUCTOR') return unchanged(state);
  if (state.status !== 'CONFIRMED') throw new Rejection('NOT_CONFIRMED', { registrationStatus: state.status });
  return canceled({ ...state, ...wholeRefund(state), cancelNote: note }, 'INSTRUCTOR', now);
}

export const canceled = (state: RegistrationState, cancelReason: CancelReason, now: Date): Decision =>
  transition('registration.canceled', state, {
    status: 'CANCELED',
    cancelReason,
    holdExpiresAt: null,
    endedAt: now.toISOString(),
  });
