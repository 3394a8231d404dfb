const LONGEST_PAUSE_MS = 3_600_000;
/** Doubling stops long before a number could lose its precision. */
const MOST_DOUBLINGS = 30;

export interface RetryRule {
  /** Tries until a message is parked. */
  attempts: number;
  firstPauseMs: number;
}

/**
 * When a message is tried again after `attempts` tries: at growing intervals up to an hour, each shortened by chance to
 * between its half and its whole, so that what failed together does not come back together. Undefined: it is hopeless.
 * @param chance from 0 up to 1
 * @param leastMs what the provider asked for
 */
export function nextTry(
  attempts: number,
  { attempts: most, firstPauseMs }: RetryRule,
  chance: number,
  now: Date,
  leastMs = 0,
): Date | undefined {
  if (attempts >= most) return undefined;
  const whole = Math.min(firstPauseMs * 2 ** Math.min(attempts - 1, MOST_DOUBLINGS), LONGEST_PAUSE_MS);
  const pause = Math.max(whole * (0.5 + chance / 2), Math.min(leastMs, LONGEST_PAUSE_MS));
  return new Date(now.getTime() + Math.round(pause));
}
