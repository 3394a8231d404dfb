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
import { full, placesOf, seatTaken, tooManyPlaces, type PlacesRequest, type RequestedPlaces } from './places.js';
import { notOpen, type SeatLedgerEntry } from './seat-ledger.js';

export interface RegistrationState extends Omit<Registration, 'declinedAttempts'> {
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

export interface SeatRequest extends PlacesRequest {
  registrationId: string;
  paymentId: string;
  studentId: string;
  holdMinutes: number;
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
  const requested = placesOf(lecture, request);
  const { fee, isComplete } = requested;
  const isFree = fee.amount === 0;
  const isExpected = request.expectedFee === undefined || !isComplete || isSameMoney(request.expectedFee, fee);
  if (isExpected && isComplete && !isFree && !request.withPayment && !request.hold) throw paymentMissing();
  requireAllowed(lecture, { ...request, isExpected, isFree, fee }, now, earlier);
  const registration = newRegistration(lecture, request, requested, now);
  const state = isFree ? freeSeat(registration, now) : heldSeat(registration, request, now, earlier);
  return { state, events: [currentEventOf(state)] };
}

/** The rules, in their order of precedence. @throws the first reason that applies, with all others */
function requireAllowed(
  lecture: SeatLedgerEntry,
  request: SeatRequest & { isExpected: boolean; isFree: boolean; fee: Money },
  now: Date,
  earlier: EarlierHolds,
): void {
  const { isExpected, isFree, holdLimits, fee } = request;
  const holds = isFree ? [] : tooManyHolds(earlier, holdLimits, now);
  const reasons = [
    notOpen(lecture, now),
    outsidePeriod(lecture, now),
    tooManyPlaces(lecture, request),
    isExpected ? undefined : reasonOf('FEE_CHANGED', { fee }),
    ...holds,
    seatTaken(lecture, request),
    full(lecture, request),
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

type NewRegistration = ReturnType<typeof newRegistration>;

const heldSeat = (
  registration: NewRegistration,
  request: SeatRequest,
  now: Date,
  earlier: EarlierHolds,
): RegistrationState => ({
  ...registration,
  status: 'AWAITING_PAYMENT',
  paymentId: request.hold ? null : request.paymentId,
  attempt: request.hold ? null : { number: 1, paymentId: request.paymentId, deferred: null },
  declinedAttempts: request.hold ? 0 : null,
  holdExpiresAt: new Date(now.getTime() + request.holdMinutes * 60_000).toISOString(),
  holdSlot: freeHoldSlot(earlier, request.holdLimits.unpaidHolds, request.registrationId) ?? null,
  confirmedAt: null,
});

function freeSeat(registration: NewRegistration, now: Date): RegistrationState {
  const confirmed: RegistrationState = {
    ...registration,
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
  { fee, places }: RequestedPlaces,
  now: Date,
) => ({
  id: registrationId,
  lectureId: lecture.lectureId,
  studentId,
  fee,
  ...(places && { places }),
  firstSessionAt: lecture.firstSessionAt,
  approvalTerms: approvalTermsOf(lecture, approvalHours),
  ...(lecture.refundTiers && { refundTiers: lecture.refundTiers }),
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

export function publicStateOf(state: RegistrationState): Registration {
  const { attempt, holdSlot: _slot, firstSessionAt: _start, declinedAttempts, ...publicFields } = state;
  const { approvalTerms: _terms, cancelNote, approval, cancelRequest, ...registration } = publicFields;
  const deferred = state.status === 'AWAITING_PAYMENT' && (attempt ? attempt.deferred : 'NOT_TRIED');
  return {
    ...registration,
    ...(cancelNote && { cancelNote }),
    ...(approval && { approval }),
    ...(cancelRequest && { cancelRequest }),
    ...(state.status === 'AWAITING_PAYMENT' && declinedAttempts && { declinedAttempts }),
    ...(deferred && deferred !== 'DECLINED' && { paymentDeferred: presented(deferred) }),
  };
}

export function presented(reason: Deferral): PaymentDeferred {
  if (reason === 'UNKNOWN') return 'UNAVAILABLE';
  if (reason === 'DECLINED') return 'NOT_TRIED';
  return reason === 'NO_RESULT_YET' ? 'TIMEOUT' : reason;
}

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
