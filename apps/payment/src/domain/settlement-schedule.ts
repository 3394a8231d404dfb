import type { Payment } from '#contracts';
import { isOpen, isToBeUndone } from './payments-of-registration.js';

const CHARGE_LEASE_MS = 3_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** By so much the clocks of two replicas may differ without anybody being asked too early. */
const CLOCKS_DIFFER_MS = 5_000;

/**
 * When the provider is asked about a payment that has just changed; null once it is settled. A charge gets some time to
 * bring its own answer; a void or a refund begins at once.
 */
export function firstCheckOf(payment: Payment, at: Date): Date | null {
  if (!isOpen(payment)) return null;
  return isToBeUndone(payment) ? at : later(at, CHARGE_LEASE_MS);
}

/** When it is asked again after `checks` futile checks: at growing intervals, half a second to a minute. */
export function nextCheckAfter(checks: number, at: Date): Date {
  return later(at, Math.min(FIRST_PAUSE_MS * 2 ** (checks - 1), LONGEST_PAUSE_MS));
}

/**
 * No check is planned for later than this. One that is, was planned by a clock that has been set back since: the money of
 * its student would wait for as long as that clock was ahead.
 */
export const farthestCheck = (at: Date): Date => later(at, LONGEST_PAUSE_MS + CLOCKS_DIFFER_MS);

const later = (at: Date, ms: number) => new Date(at.getTime() + ms);
