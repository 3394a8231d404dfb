/** How often, and after what delays, a message is delivered again before it is parked. */
export interface RetryRule {
  /** Deliveries in all, the first included. */
  attempts: number;
  /** Delay after the first failed attempt, in milliseconds. */
  firstDelayMs: number;
  /** Each delay is that many times the one before. */
  factor: number;
  maxDelayMs: number;
}

/** 5 attempts: 0.2 s, 0.8 s, 3.2 s and 12.8 s apart. */
export const defaultRetryRule: RetryRule = { attempts: 5, firstDelayMs: 200, factor: 4, maxDelayMs: 60_000 };

/** Milliseconds to wait after the given failed attempt (1, 2 …), or undefined when it was the last one. */
export function delayAfter(attempt: number, rule: RetryRule): number | undefined {
  if (attempt >= rule.attempts) return undefined;
  return Math.min(rule.firstDelayMs * rule.factor ** (attempt - 1), rule.maxDelayMs);
}
