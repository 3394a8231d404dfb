import type { RefundTier } from '#contracts';
import type { RegistrationState } from './registration.js';
import { shareOf } from './refund-tiers.js';
import type { LectureCopy, SessionTime } from './seat-ledger.js';

const RIGHT_TO_CANCEL_MS = 7 * 86_400_000;

/**
 * The tiers of a student who was registered when session times changed: for 7 days, while the lecture is open, at least the share of
 * the sessions that have not begun is refunded, whatever the other tiers say.
 */
export function afterRescheduling(
  tiers: readonly RefundTier[],
  { requestedAt }: Pick<RegistrationState, 'requestedAt'>,
  { status, rescheduledAt, sessions, lastSessionEndsAt }: LectureCopy,
): readonly RefundTier[] {
  if (status !== 'OPEN' || rescheduledAt === null || !sessions || requestedAt > rescheduledAt) return tiers;
  const sevenDays = new Date(Date.parse(rescheduledAt) + RIGHT_TO_CANCEL_MS).toISOString();
  const end = earlier(sevenDays, lastSessionEndsAt ?? sevenDays);
  const starts = sessions.map(({ startsAt }) => startsAt).filter((startsAt) => startsAt < end);
  const ends = [...new Set([...tiers.map(({ until }) => until), ...starts, end])].toSorted();
  const all = ends.map((until) => {
    const ordinary = tiers.find((tier) => tier.until >= until)?.refund ?? '0';
    return { until, refund: until <= end ? higher(ordinary, shareNotHeld(sessions, until)) : ordinary };
  });
  return all.filter(({ refund }, n) => refund !== all[n + 1]?.refund);
}

const earlier = (one: string, other: string): string => (one < other ? one : other);

const higher = (one: string, other: string): string => (shareOf(one) >= shareOf(other) ? one : other);

/** In the tier that ends at `until`, which is the start of a session or lies between two. */
function shareNotHeld(sessions: readonly SessionTime[], until: string): string {
  const left = sessions.filter(({ startsAt }) => startsAt >= until).length;
  if (left === 0 || left === sessions.length) return left === 0 ? '0' : '1';
  const divisor = commonDivisor(left, sessions.length);
  return `${left / divisor}/${sessions.length / divisor}`;
}

const commonDivisor = (one: number, other: number): number => (other === 0 ? one : commonDivisor(other, one % other));
