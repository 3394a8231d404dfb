import { Rejection, type Approval } from '#contracts';
import { byStaff, canceled } from './ending.js';
import { expired, holdHasEnded } from './hold.js';
import { transition, unchanged, type Decision, type RegistrationState } from './registration.js';
import type { LectureCopy } from './seat-ledger.js';

/** Neither period nor capacity is checked again: the seat is held. Repeating it changes nothing. @throws NOT_AWAITING_APPROVAL */
export function decideAccept(state: RegistrationState, lecture: LectureCopy, by: string, now: Date): Decision {
  if (state.status === 'CONFIRMED' && state.approval?.accepted) return unchanged(state);
  const ended = endedBeforeDecision(state, lecture, now);
  if (ended) return ended;
  const accepted = transition('registration.confirmed', state, {
    status: 'CONFIRMED',
    holdExpiresAt: null,
    confirmedAt: now.toISOString(),
    approval: decided(state, { decidedBy: by, accepted: true }, now),
  });
  return byStaff(accepted, by, 'ACCEPTED', null, now);
}

/** The refund is full. Repeating it changes nothing, not even the reason. @throws NOT_AWAITING_APPROVAL */
export function decideReject(
  state: RegistrationState,
  lecture: LectureCopy,
  { by, note }: { by: string; note: string },
  now: Date,
): Decision {
  if (state.status === 'CANCELED' && state.approval?.accepted === false) return unchanged(state);
  const ended = endedBeforeDecision(state, lecture, now);
  if (ended) return ended;
  const approval = decided(state, { decidedBy: by, accepted: false, note }, now);
  return byStaff(canceled({ ...state, cancelNote: note, approval }, 'INSTRUCTOR', now), by, 'REJECTED', note, now);
}

/** An end that is due but not stored yet is stored first. @throws NOT_AWAITING_APPROVAL */
function endedBeforeDecision(state: RegistrationState, lecture: LectureCopy, now: Date): Decision | undefined {
  if (state.status !== 'AWAITING_APPROVAL') throw notAwaiting(state);
  if (lecture.status !== 'CANCELED' && !holdHasEnded(state, lecture, now)) return undefined;
  const ended = lecture.status === 'CANCELED' ? canceled(state, 'LECTURE_CANCELED', now) : expired(state, now);
  return { ...ended, rejection: notAwaiting(ended.state) };
}

const notAwaiting = ({ status }: RegistrationState): Rejection =>
  new Rejection('NOT_AWAITING_APPROVAL', { registrationStatus: status });

const decided = ({ approval }: RegistrationState, decision: Partial<Approval>, now: Date): Approval => ({
  ...approval!,
  ...decision,
  decidedAt: now.toISOString(),
});
