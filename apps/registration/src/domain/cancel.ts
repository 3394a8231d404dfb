import type { CancelReason } from '#contracts';
import { expired, holdIsOver } from './hold.js';
import type { LectureFacts } from './lecture-facts.js';
import { cancelTooLate, registrationOver } from './refusals.js';
import { became, isLive, unchanged, type Decision, type RegistrationState } from './registration.js';

/**
 * The student gives the seat back. What had ended the registration already, noticed or not, comes first.
 * @throws REGISTRATION_OVER, CANCEL_TOO_LATE
 */
export function decideStudentCancel(state: RegistrationState, lecture: LectureFacts, now: Date): Decision {
  if (state.status === 'CANCELED' && state.cancelReason === 'STUDENT') return unchanged(state);
  if (!isLive(state)) throw registrationOver();
  if (lecture.status === 'CANCELED')
    return { ...canceled(state, 'LECTURE_CANCELED', now), refusal: registrationOver() };
  if (holdIsOver(state, lecture, now)) return { ...expired(state, now), refusal: registrationOver() };
  if (lecture.status !== 'OPEN' || Date.parse(lecture.firstSessionAt) <= now.getTime()) throw cancelTooLate();
  return canceled(state, 'STUDENT', now);
}

export const decideLectureCanceled = (state: RegistrationState, now: Date): Decision =>
  isLive(state) ? canceled(state, 'LECTURE_CANCELED', now) : unchanged(state);

export const canceled = (state: RegistrationState, cancelReason: CancelReason, now: Date): Decision =>
  became('registration.canceled', state, {
    status: 'CANCELED',
    cancelReason,
    holdExpiresAt: null,
    endedAt: now.toISOString(),
  });
