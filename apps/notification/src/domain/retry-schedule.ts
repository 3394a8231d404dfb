const MAX_PAUSE_MS = 3_600_000;
/** Keeps the doubled pause within the precision of a number. */
const MAX_DOUBLINGS = 30;

export interface RetryPolicy {
  attempts: number;
  firstPauseMs: number;
}

/** Jitter between half and the whole of each pause. Undefined after the last attempt. */
export function nextAttemptAt(
  attempts: number,
  { attempts: maxAttempts, firstPauseMs }: RetryPolicy,
  random: number,
  now: Date,
  minPauseMs = 0,
): Date | undefined {
  if (attempts >= maxAttempts) return undefined;
  const fullPause = Math.min(firstPauseMs * 2 ** Math.min(attempts - 1, MAX_DOUBLINGS), MAX_PAUSE_MS);
  const pause = Math.max(fullPause * (0.5 + random / 2), Math.min(minPauseMs, MAX_PAUSE_MS));
  return new Date(now.getTime() + Math.round(pause));
}
