import { setTimeout as pause } from 'node:timers/promises';
import { isContention, isUndoneByLoss } from './faults.js';

const MAX_ATTEMPTS = 12;
const MAX_ATTEMPTS_AFTER_LOSS = 6;
const MAX_DURATION_MS = 5_000;
const INITIAL_BACKOFF_MS = 4;
const MAX_BACKOFF_MS = 200;

/** At most 12 attempts after contention and 6 after a lost connection, with full jitter; none starts later than 5 s after the first. */
export async function retried<T>(work: (isRepeated: boolean) => Promise<T>): Promise<T> {
  const deadline = performance.now() + MAX_DURATION_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt > 1);
    } catch (error) {
      if (attempt >= maxAttempts(error) || performance.now() > deadline) throw error;
      await pause(Math.random() * Math.min(MAX_BACKOFF_MS, INITIAL_BACKOFF_MS * 2 ** attempt));
    }
  }
}

function maxAttempts(error: unknown): number {
  if (isContention(error)) return MAX_ATTEMPTS;
  return isUndoneByLoss(error) ? MAX_ATTEMPTS_AFTER_LOSS : 1;
}
