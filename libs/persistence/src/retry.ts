import { setTimeout as pause } from 'node:timers/promises';
import { isContention, isUndoneByLoss } from './faults.js';

const ATTEMPTS = 12;
const ATTEMPTS_AFTER_LOSS = 6;
const NOT_AGAIN_AFTER_MS = 5_000;
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 200;

/**
 * Runs `work` until it succeeds, fails for another reason than contention or a lost connection, has been tried twelve times
 * (six where a connection was lost), or has taken five seconds.
 */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + NOT_AGAIN_AFTER_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attemptsAfter(error) || performance.now() > end) throw error;
      await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt));
    }
  }
}

function attemptsAfter(error: unknown): number {
  if (isContention(error)) return ATTEMPTS;
  return isUndoneByLoss(error) ? ATTEMPTS_AFTER_LOSS : 1;
}
