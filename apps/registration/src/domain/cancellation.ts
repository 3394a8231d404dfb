import { Rejection } from '#contracts';
import {
  decideGrantOverdue,
  decideRequestCancellation,
  pendingRequest,
  type CancelRequestTerms,
} from './cancel-request.js';
import { byStaff, canceled } from './ending.js';
import { expired, holdHasEnded } from './hold.js';
import { refundOfCancel, tierNow } from './refund-quote.js';
import { isLive, unchanged, type Decision, type RegistrationState } from './registration.js';
import type { LectureCopy } from './seat-ledger.js';

/**
 * An end that is due but not stored yet is stored first. Payment voids or refunds what a hold's attempts captured.
 * After an acceptance it becomes a request that the staff decides on.
 * @throws REGISTRATION_OVER, CANCEL_TOO_LATE, CANCEL_REFUSED
 */
export function decideStudentCancel(
  state: RegistrationState,
  lecture: LectureCopy,
  now: Date,
  terms: CancelRequestTerms,
): Decision {
  if (state.status === 'CANCELED' && state.cancelReason === 'STUDENT') return unchanged(state);
  if (!isLive(state)) throw new Rejection('REGISTRATION_OVER');
  if (lecture.status === 'CANCELED')
    return { ...decideLectureCanceled(state, now), rejection: new Rejection('REGISTRATION_OVER') };
  if (holdHasEnded(state, lecture, now))
    return { ...expired(state, now), rejection: new Rejection('REGISTRATION_OVER') };
  if (pendingRequest(state)) return decideGrantOverdue(state, now);
  if (state.status !== 'CONFIRMED') return canceled(state, 'STUDENT', now);
  const tier = tierNow(state, lecture, now);
  if (state.approval) return decideRequestCancellation(state, lecture, terms, now);
  return canceled({ ...state, ...refundOfCancel(state, tier) }, 'STUDENT', now);
}

export const decideLectureCanceled = (state: RegistrationState, now: Date): Decision =>
  isLive(state) ? canceled(state, 'LECTURE_CANCELED', now) : unchanged(state);

/** The refund is always full, even after the first session. Repeating the removal changes nothing. @throws NOT_CONFIRMED */
export function decideRemove(
  state: RegistrationState,
  { by, note }: { by: string; note: string },
  now: Date,
): Decision {
  const isRejected = state.approval?.accepted === false;
  if (state.status === 'CANCELED' && state.cancelReason === 'INSTRUCTOR' && !isRejected) return unchanged(state);
  if (state.status !== 'CONFIRMED') throw notConfirmed(state);
  const present = decideGrantOverdue(state, now);
  if (present.state.status !== 'CONFIRMED') return { ...present, rejection: notConfirmed(present.state) };
  return byStaff(canceled({ ...state, cancelNote: note }, 'INSTRUCTOR', now), by, 'REMOVED', note, now);
}

const notConfirmed = ({ status }: RegistrationState): Rejection =>
  new Rejection('NOT_CONFIRMED', { registrationStatus: status });
