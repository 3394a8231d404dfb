import { problemDetail, type ProblemVariant, type Registration } from '#contracts';
import type { Reason } from './reasons.js';

type Hold = Omit<Registration, 'declinedAttempts'> & { attempt: { deferred: string | null } | null };

export interface HoldLimits {
  unpaidHolds: number;
  repeatedHolds: number;
  repeatPauseMs: number;
}

export interface EarlierHolds {
  unpaid: Hold[];
  givenUp: Hold[];
  usedSlots: number[];
}

const REPEAT_WINDOW_MS = 24 * 3_600_000;

interface HoldReason extends Reason {
  data: { limit?: number; registrationIds: string[]; possibleAt: string };
  remedies: ('PAY' | 'CANCEL' | 'WAIT')[];
}

export function tooManyHolds(earlier: EarlierHolds, limits: HoldLimits, now: Date): HoldReason[] {
  const givenUp = earlier.givenUp.filter((hold) => !wasDeferredByPayment(hold));
  return [
    tooManyUnpaid(earlier.unpaid, limits.unpaidHolds),
    heldTooOften(givenUp, limits.repeatedHolds, now),
    heldAgainTooSoon(givenUp, limits.repeatPauseMs, now),
  ].filter((reason) => reason !== undefined);
}

/** Seconds until a hold is possible without action by the student. */
export function secondsUntilHoldAllowed(reasons: readonly HoldReason[], now: Date): number {
  const possibleAt = Math.max(...reasons.map(({ data }) => Date.parse(data.possibleAt)));
  return Math.max(1, Math.ceil((possibleAt - now.getTime()) / 1_000));
}

export const isGivenUp = ({ status, confirmedAt, approval }: Hold): boolean =>
  (status === 'EXPIRED' || status === 'CANCELED') && confirmedAt === null && !approval;

/** Payment did not answer, which is not the student's fault. */
const wasDeferredByPayment = ({ attempt }: Hold): boolean =>
  attempt !== null &&
  attempt.deferred !== null &&
  !['UNKNOWN', 'NO_RESULT_YET', 'DECLINED', 'ACTION_REQUIRED'].includes(attempt.deferred);

function tooManyUnpaid(unpaid: Hold[], limit: number): HoldReason | undefined {
  if (unpaid.length < limit) return undefined;
  const ends = unpaid.map(({ holdExpiresAt, requestedAt }) => holdExpiresAt ?? requestedAt).toSorted();
  return reason('unpaid', unpaid, ends[unpaid.length - limit]!, ['PAY', 'CANCEL'], limit);
}

function heldTooOften(givenUp: Hold[], limit: number, now: Date): HoldReason | undefined {
  const recent = givenUp.filter(({ requestedAt }) => Date.parse(requestedAt) > now.getTime() - REPEAT_WINDOW_MS);
  if (recent.length <= limit) return undefined;
  const requests = recent.map(({ requestedAt }) => requestedAt).toSorted();
  const possibleAt = Date.parse(requests[recent.length - limit - 1]!) + REPEAT_WINDOW_MS;
  return reason('again', recent, new Date(possibleAt).toISOString(), ['WAIT'], limit);
}

function heldAgainTooSoon(givenUp: Hold[], pauseMs: number, now: Date): HoldReason | undefined {
  const latest = givenUp.toSorted((a, b) => endOf(b) - endOf(a))[0];
  if (latest === undefined || endOf(latest) + pauseMs <= now.getTime()) return undefined;
  return reason('soon', [latest], new Date(endOf(latest) + pauseMs).toISOString(), ['WAIT']);
}

const endOf = ({ endedAt, requestedAt }: Hold): number => Date.parse(endedAt ?? requestedAt);

function reason(
  variant: ProblemVariant<'TOO_MANY_HOLDS'>,
  holds: Hold[],
  possibleAt: string,
  remedies: HoldReason['remedies'],
  limit?: number,
): HoldReason {
  const registrationIds = holds.map(({ id }) => id);
  const detail = problemDetail('TOO_MANY_HOLDS', variant, { count: holds.length, possibleAt });
  return {
    code: 'TOO_MANY_HOLDS',
    detail,
    data: { ...(limit !== undefined && { limit }), registrationIds, possibleAt },
    remedies,
  };
}

/** Slots are unique per student in the store, so that concurrent requests cannot exceed the limit. Each hold starts its search at a number derived from its id. */
export function freeHoldSlot({ usedSlots }: EarlierHolds, limit: number, registrationId: string): number | undefined {
  const start = Number.parseInt(registrationId.slice(-6), 16) % limit;
  return Array.from({ length: limit }, (_, n) => ((start + n) % limit) + 1).find((slot) => !usedSlots.includes(slot));
}
