import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN_TRIES_MS = 15;

/**
 * Tries `assertion` until it stops throwing, and answers what it answers; fails with its last error when it still throws
 * after `within` milliseconds (15,000: two crowded cores are slow, and waiting costs nothing where it succeeds).
 */
export async function eventually<T>(assertion: () => T | Promise<T>, { within = 15_000 } = {}): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await pause(BETWEEN_TRIES_MS);
  }
}
