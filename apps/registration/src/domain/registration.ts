import {
  Rejection,
  type AuditEntry,
  type CancelReason,
  type Money,
  type NewEvent,
  type PaymentDeferred,
  type Registration,
  type RegistrationStatus,
} from '#contracts';
import { approvalTermsOf, awaitingApproval, type ApprovalTerms } from './approval-terms.js';
import {
  freeHoldSlot,
  secondsUntilHoldAllowed,
  tooManyHolds,
  type EarlierHolds,
  type HoldLimits,
} from './hold-limits.js';
import { reasonOf, refusal } from './reasons.js';
import { outsidePeriod, requirePublished } from './registration-period.js';
import { full, notOpen, type SeatLedgerEntry } from './seat-ledger.js';

export interface RegistrationState extends Registration {
  status: RegistrationStatus;
  cancelReason: CancelReason | null;
  attempt: Attempt | null;
  /** Numbers the student's unpaid holds, see `freeHoldSlot`; null once the hold has ended. */
  holdSlot: number | null;
  /** The first session as the student knew it when registering or paying; null in rows of an earlier release. */
  firstSessionAt: string | null;
  /** Declined attempts of a registration requested with `hold`; null without it, where one ends the registration. */
  declinedAttempts: number | null;
  /** Frozen when the seat is held; null if no approval is required. */
  approvalTerms: ApprovalTerms | null;
}

export interface Attempt {
  number: number;
  paymentId: string;
  deferred: Deferral | null;
}

/**
 * UNKNOWN (UNAVAILABLE for clients) and NO_RESULT_YET (TIMEOUT for clients): payment answered, but its provider returned no decision.
 * DECLINED (402): the attempt has ended, and `hold` keeps the seat.
 */
export type Deferral = PaymentDeferred | 'UNKNOWN' | 'NO_RESULT_YET' | 'DECLINED';

export type RegistrationEvent = NewEvent<Extract<NewEvent['name'], `registration.${string}`>>;

/** The result of a command: the new state, its events, and a rejection that is thrown after they have been stored. */
export interface Decision {
  state: RegistrationState;
  events: RegistrationEvent[];
  rejection?: Rejection;
  audit?: AuditEntry;
}

export interface SeatRequest {
  registrationId: string;
  paymentId: string;
  studentId: string;
  holdMinutes: number;
  /** For lectures that require an approval and have no limit of their own. */
  approvalHours: number;
  holdLimits: HoldLimits;
  withPayment: boolean;
  hold?: boolean | undefined;
  expectedFee?: Money | undefined;
}

/** The fee is frozen. @throws LECTURE_UNKNOWN, INVALID_REQUEST, or a refusal by `requireAllowed` */
export function decideRequest(
  lecture: SeatLedgerEntry,
  request: SeatRequest,
  now: Date,
  earlier: EarlierHolds,
): Decision {
  requirePublished(lecture, now);
  const isFree = lecture.fee.amount === 0;
  const isExpected = request.expectedFee === undefined || isSameMoney(request.expectedFee, lecture.fee);
  if (isExpected && !isFree && !request.withPayment && !request.hold) throw paymentMissing();
  requireAllowed(lecture, { ...request, isExpected, isFree }, now, earlier);
  const state = isFree ? freeSeat(lecture, request, now) : heldSeat(lecture, request, now, earlier);
  return { state, events: [currentEventOf(state)] };
}

/** The rules, in their order of precedence. @throws the first reason that applies, with all others */
function requireAllowed(
  lecture: SeatLedgerEntry,
  { isExpected, isFree, holdLimits }: SeatRequest & { isExpected: boolean; isFree: boolean },
  now: Date,
  earlier: EarlierHolds,
): void {
  const { fee } = lecture;
  const holds = isFree ? [] : tooManyHolds(earlier, holdLimits, now);
  const reasons = [
    notOpen(lecture, now),
    outsidePeriod(lecture, now),
    isExpected ? undefined : reasonOf('FEE_CHANGED', { fee }),
    ...holds,
    full(lecture),
  ].filter((reason) => reason !== undefined);
  const [first] = reasons;
  if (!first) return;
  throw refusal(reasons, {
    ...(first.code === 'FEE_CHANGED' && { fee }),
    ...(first === holds[0] && { retryAfter: secondsUntilHoldAllowed(holds, now) }),
  });
}

const paymentMissing = () =>
  new Rejection('INVALID_REQUEST', {
    variant: 'payment-missing',
    errors: [{ pointer: '/payment', detail: 'is required unless the lecture is free or `hold` is true' }],
  });

const isSameMoney = (one: Money, other: Money): boolean =>
  one.amount === other.amount && one.currency === other.currency;

const heldSeat = (
  lecture: SeatLedgerEntry,
  request: SeatRequest,
  now: Date,
  earlier: EarlierHolds,
): RegistrationState => ({
  ...newRegistration(lecture, request, now),
  status: 'AWAITING_PAYMENT',
  paymentId: request.hold ? null : request.paymentId,
  attempt: request.hold ? null : { number: 1, paymentId: request.paymentId, deferred: null },
  declinedAttempts: request.hold ? 0 : null,
  holdExpiresAt: new Date(now.getTime() + request.holdMinutes * 60_000).toISOString(),
  holdSlot: freeHoldSlot(earlier, request.holdLimits.unpaidHolds, request.registrationId) ?? null,
  confirmedAt: null,
});

function freeSeat(lecture: SeatLedgerEntry, request: SeatRequest, now: Date): RegistrationState {
  const confirmed: RegistrationState = {
    ...newRegistration(lecture, request, now),
    status: 'CONFIRMED',
    paymentId: null,
    attempt: null,
    declinedAttempts: null,
    holdExpiresAt: null,
    holdSlot: null,
    confirmedAt: now.toISOString(),
  };
  const { approvalTerms: terms } = confirmed;
  return terms
    ? { ...confirmed, ...awaitingApproval(terms, confirmed.firstSessionAt, now), confirmedAt: null }
    : confirmed;
}

const newRegistration = (
  lecture: SeatLedgerEntry,
  { registrationId, studentId, approvalHours }: SeatRequest,
  now: Date,
) => ({
  id: registrationId,
  lectureId: lecture.lectureId,
  studentId,
  fee: lecture.fee,
  firstSessionAt: lecture.firstSessionAt,
  approvalTerms: approvalTermsOf(lecture, approvalHours),
  cancelReason: null,
  requestedAt: now.toISOString(),
  endedAt: null,
  version: 1,
});

export function transition(
  name: RegistrationEvent['name'],
  state: RegistrationState,
  changes: Partial<RegistrationState>,
): Decision {
  const next = { ...state, ...changes, version: state.version + 1 };
  if (next.status !== 'AWAITING_PAYMENT') next.holdSlot = null;
  return { state: next, events: [eventOf(name, next)] };
}

export const unchanged = (state: RegistrationState): Decision => ({ state, events: [] });

export const isHeld = ({ status }: Pick<Registration, 'status'>): boolean =>
  status === 'AWAITING_PAYMENT' || status === 'AWAITING_APPROVAL';

export const isLive = (registration: Pick<Registration, 'status'>): boolean =>
  isHeld(registration) || registration.status === 'CONFIRMED';

export const publicStateOf = ({
  attempt: _attempt,
  holdSlot: _slot,
  firstSessionAt: _start,
  declinedAttempts: _declined,
  approvalTerms: _terms,
  cancelNote,
  approval,
  cancelRequest,
  ...registration
}: RegistrationState): Registration => ({
  ...registration,
  ...(cancelNote && { cancelNote }),
  ...(approval && { approval }),
  ...(cancelRequest && { cancelRequest }),
});

const eventOf = (name: RegistrationEvent['name'], state: RegistrationState): RegistrationEvent => ({
  name,
  subject: state.id,
  sequence: state.version,
  data: publicStateOf(state),
});

export function currentEventOf(state: RegistrationState): RegistrationEvent {
  switch (state.status) {
    case 'AWAITING_PAYMENT':
      return eventOf(eventWhileAwaitingPayment(state), state);
    case 'AWAITING_APPROVAL':
      return eventOf('registration.approval-requested', state);
    case 'CONFIRMED':
      return eventOf(state.cancelRequest ? 'registration.changed' : 'registration.confirmed', state);
    case 'PAYMENT_DECLINED':
      return eventOf('registration.declined', state);
    case 'EXPIRED':
      return eventOf('registration.expired', state);
    case 'CANCELED':
      return eventOf('registration.canceled', state);
  }
}

function eventWhileAwaitingPayment({
  version,
  attempt,
  declinedAttempts,
}: RegistrationState): RegistrationEvent['name'] {
  if (version === 1) return 'registration.requested';
  const isDeferred = attempt?.deferred && attempt.deferred !== 'DECLINED';
  return declinedAttempts && !isDeferred ? 'registration.changed' : 'registration.payment-deferred';
}
