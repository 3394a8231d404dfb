/** How often, and after what delays, a message is delivered again before it is parked. */
export interface RetryPolicy {
  /** Maximum number of deliveries, the first included. */
  attempts: number;
  /** Delay after the first failed attempt, in milliseconds. */
  firstDelayMs: number;
  /** Each delay is the previous one times this factor. */
  factor: number;
  maxDelayMs: number;
}

/** 5 attempts with delays of 0.2 s, 0.8 s, 3.2 s and 12.8 s. */
export const defaultRetryPolicy: RetryPolicy = { attempts: 5, firstDelayMs: 200, factor: 4, maxDelayMs: 60_000 };

/** Milliseconds to wait after the given failed attempt (1, 2 …); undefined after the last one. */
export function delayAfter(attempt: number, policy: RetryPolicy): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  return Math.min(policy.firstDelayMs * policy.factor ** (attempt - 1), policy.maxDelayMs);
}
