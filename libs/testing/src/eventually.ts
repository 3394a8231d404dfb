import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN_TRIES_MS = 15;

/** Tries `assertion` until it succeeds, by default for 15 s, because CI runs on two busy cores. */
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
