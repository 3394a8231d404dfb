import { Rejection, type CancelReason } from '#contracts';
import { expired, holdHasEnded } from './hold.js';
import { isLive, transition, unchanged, type Decision, type RegistrationState } from './registration.js';
import { laterStart, type LectureCopy } from './seat-ledger.js';

/** An end that is due but not stored yet is stored first. Payment voids or refunds what a hold's attempts captured. @throws REGISTRATION_OVER, CANCEL_TOO_LATE */
export function decideStudentCancel(state: RegistrationState, lecture: LectureCopy, now: Date): Decision {
  if (state.status === 'CANCELED' && state.cancelReason === 'STUDENT') return unchanged(state);
  if (!isLive(state)) throw new Rejection('REGISTRATION_OVER');
  if (lecture.status === 'CANCELED')
    return { ...canceled(state, 'LECTURE_CANCELED', now), rejection: new Rejection('REGISTRATION_OVER') };
  if (holdHasEnded(state, lecture, now))
    return { ...expired(state, now), rejection: new Rejection('REGISTRATION_OVER') };
  if (state.status === 'CONFIRMED' && hasBegun(state, lecture, now)) throw new Rejection('CANCEL_TOO_LATE');
  return canceled(state, 'STUDENT', now);
}

/** A lecture that was moved to an earlier time has not begun for a student before the start that the student knew, even if it is closed. */
function hasBegun({ firstSessionAt: known }: RegistrationState, lecture: LectureCopy, now: Date): boolean {
  const start = laterStart(known, lecture);
  return Date.parse(start) <= now.getTime() || (lecture.status !== 'OPEN' && start === lecture.firstSessionAt);
}

export const decideLectureCanceled = (state: RegistrationState, now: Date): Decision =>
  isLive(state) ? canceled(state, 'LECTURE_CANCELED', now) : unchanged(state);

/** The refund is always full, even after the first session. Repeating the removal changes nothing. @throws NOT_CONFIRMED */
export function decideRemove(state: RegistrationState, note: string, now: Date): Decision {
  if (state.status === 'CANCELED' && state.cancelReason === 'INSTRUCTOR') return unchanged(state);
  if (state.status !== 'CONFIRMED') throw new Rejection('NOT_CONFIRMED', { registrationStatus: state.status });
  return canceled({ ...state, cancelNote: note }, 'INSTRUCTOR', now);
}

export const canceled = (state: RegistrationState, cancelReason: CancelReason, now: Date): Decision =>
  transition('registration.canceled', state, {
    status: 'CANCELED',
    cancelReason,
    holdExpiresAt: null,
    endedAt: now.toISOString(),
  });
