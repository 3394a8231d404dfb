import { setTimeout } from 'node:timers/promises';

/** The result of `work`, or after `ms` milliseconds a rejection with `message`; `work` itself continues. */
export async function withTimeout<T>(work: Promise<T>, ms: number, message: string): Promise<T> {
  const settled = new AbortController();
  const timeout = setTimeout(ms, undefined, { signal: settled.signal }).then(() => {
    throw new Error(message);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    settled.abort();
  }
}
