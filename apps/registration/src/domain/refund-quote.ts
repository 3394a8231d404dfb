import { Rejection, type Money, type RefundQuote, type RefundTier } from '#contracts';
import { isOverdue } from './hold.js';
import { raisedRefund, refundOf, refundOfPlaces, tierAt } from './refund-tiers.js';
import { afterRescheduling } from './rescheduling.js';
import { isLive, type RegistrationState } from './registration.js';
import { laterStart, type LectureCopy } from './seat-ledger.js';

interface TierNow {
  tier: RefundTier;
  next: RefundTier | null;
}

/** Without a refund schedule, everything is refunded until the first session. @throws CANCEL_TOO_LATE */
export function tierNow(state: RegistrationState, lecture: LectureCopy, now: Date): TierNow {
  const found = tierAt(tiersNow(state, lecture, now), now);
  if (!found) throw new Rejection('CANCEL_TOO_LATE');
  return found;
}

export function tiersNow(state: RegistrationState, lecture: LectureCopy, now: Date): readonly RefundTier[] {
  const untilStart = { until: laterStart(state.firstSessionAt, lecture), refund: '1' };
  const ordinary = state.refundTiers ?? (hasBegun(state, lecture, now) ? [] : [untilStart]);
  return afterRescheduling(ordinary, state, lecture);
}

/** A lecture that was moved to an earlier time has not begun for a student before the start that the student knew, even if it is closed. */
function hasBegun({ firstSessionAt: known }: RegistrationState, lecture: LectureCopy, now: Date): boolean {
  const start = laterStart(known, lecture);
  return Date.parse(start) <= now.getTime() || (lecture.status !== 'OPEN' && start === lecture.firstSessionAt);
}

type Refund = Pick<RegistrationState, 'refundDue'> | Record<string, never>;

/** The total to publish when a student cancels everything. Without schedule and earlier refund there is none, which means all. */
export function refundOfCancel(state: RegistrationState, { tier }: TierNow): Refund {
  return refundOfRequest(state, { amount: refundOfPlaces(feesOf(state), tier.refund) });
}

/** After a rescheduling, less than everything can be due although there is no schedule. */
export function refundOfRequest(state: RegistrationState, { amount }: Pick<Money, 'amount'>): Refund {
  const isPartial = state.refundTiers ?? state.refundDue ?? amount < refundOfPlaces(feesOf(state));
  return isPaid(state) && isPartial ? { refundDue: raisedRefund(state.refundDue, amount, state.fee) } : {};
}

const feesOf = (state: RegistrationState): number[] => livePlaces(state).map(({ fee }) => fee.amount);

/** @param numbers the places to cancel; all that are left if absent. @throws REGISTRATION_OVER, CANCEL_TOO_LATE, PLACES_UNKNOWN */
export function quoteRefund(
  state: RegistrationState,
  lecture: LectureCopy,
  now: Date,
  numbers?: readonly number[],
): RefundQuote {
  if (!isLive(state) || lecture.status === 'CANCELED' || isOverdue(state, now))
    throw new Rejection('REGISTRATION_OVER');
  const places = chosenPlaces(state, numbers);
  const found = state.status === 'CONFIRMED' ? tierNow(state, lecture, now) : undefined;
  const won = (amount: number): Money => ({ ...state.fee, amount });
  const isRefunded = isPaid(state);
  const share = found?.tier.refund;
  const refundOfPlace = (fee: Money) => (isRefunded ? refundOf(fee.amount, share) : 0);
  const total = isRefunded ? places.reduce((sum, { fee }) => sum + fee.amount, 0) : 0;
  const refund = places.reduce((sum, { fee }) => sum + refundOfPlace(fee), 0);
  return {
    refund: won(refund),
    kept: won(total - refund),
    tier: found?.tier ?? null,
    next: found?.next ?? null,
    perPlace: places.map(({ no, fee }) => ({ no, refund: won(refundOfPlace(fee)) })),
    needsConsent: state.status === 'CONFIRMED' && state.approval !== undefined && state.approval !== null,
    asOf: now.toISOString(),
  };
}

export function requireExpectedRefund(quote: RefundQuote, expected: Money): void {
  if (quote.refund.amount !== expected.amount) throw new Rejection('REFUND_CHANGED', { quote });
}

const isPaid = ({ status, paymentId, fee }: RegistrationState): boolean =>
  paymentId !== null && status !== 'AWAITING_PAYMENT' && fee.amount > 0;

const livePlaces = ({ places, fee }: RegistrationState): { no: number; fee: Money }[] =>
  places?.filter(({ canceledAt }) => canceledAt === null) ?? [{ no: 1, fee }];

function chosenPlaces(state: RegistrationState, numbers?: readonly number[]): { no: number; fee: Money }[] {
  const places = livePlaces(state);
  if (!numbers) return places;
  const chosen = places.filter(({ no }) => numbers.includes(no));
  if (chosen.length < new Set(numbers).size) throw new Rejection('PLACES_UNKNOWN');
  return chosen;
}
