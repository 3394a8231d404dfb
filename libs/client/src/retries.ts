import type { SugangError } from './sugang-error.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/** Delay before the next attempt in milliseconds, with jitter. Undefined if a retry cannot succeed or could repeat an effect; a rate-limited request (429) had no effect. */
export function pauseBefore(attempt: number, error: SugangError, isRepeatable: boolean): number | undefined {
  const { status, code, retryAfter } = error;
  const isTemporary =
    status === 0 || status === 502 || status === 503 || status === 504 || code === 'REQUEST_IN_PROGRESS';
  if (status !== 429 && !(isTemporary && isRepeatable)) return undefined;
  const backoff = FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
  const pause = retryAfter === undefined ? backoff : retryAfter * 1000 + backoff;
  return pause > LONGEST_PAUSE_MS ? undefined : pause;
}

export function paused(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
}
