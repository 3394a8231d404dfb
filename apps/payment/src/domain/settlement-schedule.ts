import type { Payment } from '#contracts';
import { isCancelPending, isOpen, isRefundPending } from './payments-of-registration.js';

const CHARGE_LEASE_MS = 3_000;
const MIN_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 60_000;
/** Small corrections of the store's clock must not end a claim. */
const CLOCK_TOLERANCE_MS = 5_000;

/** A charge has a lease in which to return its own result; a void or refund starts immediately. */
export function firstCheckOf(payment: Payment, at: Date): Date | null {
  if (!isOpen(payment)) return null;
  return isCancelPending(payment) || isRefundPending(payment) ? at : addMs(at, CHARGE_LEASE_MS);
}

export function nextCheckAfter(checks: number, at: Date): Date {
  return addMs(at, Math.min(MIN_BACKOFF_MS * 2 ** (checks - 1), MAX_BACKOFF_MS));
}

/** A later check was planned by a clock that has been set back since. It is due now, or its refund would wait too long. */
export const latestPlausibleCheck = (at: Date): Date => addMs(at, MAX_BACKOFF_MS + CLOCK_TOLERANCE_MS);

const addMs = (at: Date, ms: number) => new Date(at.getTime() + ms);
