const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const VERIFICATION_TOKEN_MS = 24 * HOUR_MS;

/** Mails to one account that its owner may request; the one of the sign-up does not count. */
export const REQUESTED_MAILS = { burst: 3, refillMs: HOUR_MS };

const MAX_ATTEMPTS = 12;

/** Until then no other replica repeats the attempt. Null: no further attempt. */
export function nextAttemptAt(attempts: number, now: Date): Date | null {
  if (attempts >= MAX_ATTEMPTS) return null;
  return new Date(now.getTime() + Math.min(HOUR_MS, MINUTE_MS * 2 ** (attempts - 1)));
}
