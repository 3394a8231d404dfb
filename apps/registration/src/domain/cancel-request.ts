import { Rejection, type CancelRequest } from '#contracts';
import { deadlineIn } from './approval-terms.js';
import { byStaff, canceled } from './ending.js';
import { decideExpire } from './hold.js';
import { quoteRefund, refundOfRequest, tiersNow } from './refund-quote.js';
import { transition, unchanged, type Decision, type RegistrationState } from './registration.js';
import { laterStart, type LectureCopy } from './seat-ledger.js';

const MAX_REQUESTS = 2;

export const pendingRequest = ({ status, cancelRequest }: RegistrationState): CancelRequest | undefined =>
  status === 'CONFIRMED' && cancelRequest && cancelRequest.refusedAt === null ? cancelRequest : undefined;

/** A pending request changes nothing; the refund is that of this moment, whenever the staff decides. @throws CANCEL_REFUSED */
export function decideRequestCancellation(
  state: RegistrationState,
  lecture: LectureCopy,
  { note, hours }: CancelRequestTerms,
  now: Date,
): Decision {
  if (pendingRequest(state)) return unchanged(state);
  const number = (state.cancelRequest?.number ?? 0) + 1;
  if (number > MAX_REQUESTS) throw new Rejection('CANCEL_REFUSED');
  return transition('registration.changed', state, {
    cancelRequest: {
      number,
      requestedAt: now.toISOString(),
      decideBy: deadlineIn(hours, latestDecision(state, lecture, now), now),
      note: note ?? null,
      refund: quoteRefund(state, lecture, now).refund,
      refusedAt: null,
      refusalNote: null,
    },
  });
}

function latestDecision(state: RegistrationState, lecture: LectureCopy, now: Date): string {
  const start = laterStart(state.firstSessionAt, lecture);
  return Date.parse(start) <= now.getTime() ? (tiersNow(state, lecture, now).at(-1)?.until ?? start) : start;
}

export interface CancelRequestTerms {
  note?: string | undefined;
  hours: number;
}

const isGrantedByDeadline = (state: RegistrationState, now: Date): boolean => {
  const request = pendingRequest(state);
  return request !== undefined && Date.parse(request.decideBy) <= now.getTime();
};

/** A request without a decision was granted at `decideBy`, however late the job runs. */
export const decideGrantOverdue = (state: RegistrationState, now: Date): Decision =>
  isGrantedByDeadline(state, now) ? granted(state, new Date(state.cancelRequest!.decideBy)) : unchanged(state);

/** @throws NO_CANCEL_REQUEST */
export function decideGrant(state: RegistrationState, lecture: LectureCopy, by: string, now: Date): Decision {
  const ended = endedBeforeDecision(state, lecture, now);
  return ended ?? byStaff(granted(state, now), by, 'CANCELLATION_GRANTED', null, now);
}

export function decideRefuse(
  state: RegistrationState,
  lecture: LectureCopy,
  { by, note }: { by: string; note: string },
  now: Date,
): Decision {
  const ended = endedBeforeDecision(state, lecture, now);
  if (ended) return ended;
  const cancelRequest = { ...state.cancelRequest!, refusedAt: now.toISOString(), refusalNote: note };
  const refused = transition('registration.changed', state, { cancelRequest });
  return byStaff(refused, by, 'CANCELLATION_REFUSED', note, now);
}

/** An end that is due but not stored yet is stored first; a canceled lecture takes precedence. @throws NO_CANCEL_REQUEST */
function endedBeforeDecision(state: RegistrationState, lecture: LectureCopy, now: Date): Decision | undefined {
  const rejection = new Rejection('NO_CANCEL_REQUEST');
  if (!pendingRequest(state)) throw rejection;
  if (lecture.status === 'CANCELED') return { ...canceled(state, 'LECTURE_CANCELED', now), rejection };
  return isGrantedByDeadline(state, now) ? { ...decideGrantOverdue(state, now), rejection } : undefined;
}

const granted = (state: RegistrationState, at: Date): Decision =>
  canceled({ ...state, ...refundOfRequest(state, state.cancelRequest!.refund) }, 'STUDENT', at);

/** The state that a query returns: with every deadline that has passed, exactly as the jobs will store it. */
export const presentAt = (state: RegistrationState, now: Date): RegistrationState =>
  decideGrantOverdue(decideExpire(state, now).state, now).state;
