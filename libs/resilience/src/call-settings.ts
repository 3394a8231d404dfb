/** How calls to one dependency are limited; every time in milliseconds. */
export interface CallSettings {
  /** Time limit of one attempt. */
  timeoutMs: number;
  /** Further attempts after a fault; never after an answer, a broken circuit or a full bulkhead. */
  retries: number;
  /** The longest wait before a further attempt; the wait itself is random, between half of it and all of it. */
  retryDelayMs: number;
  /** Time limit of the whole call: the wait for a slot, every attempt, and the waits between them. */
  wholeCallMs: number;
  /** Calls under way at once, and how many more may wait for a slot. */
  bulkhead: { calls: number; queue: number };
  /** Opens when more than `threshold` (0..1) of the last `size` calls failed, once there were `minimumCalls`. */
  breaker: { size: number; threshold: number; minimumCalls: number; halfOpenAfterMs: number };
}

/** Limits that suit a call inside the network, after the original system: 610 ms an attempt, all of it under 2 s. */
export const defaultCallSettings: CallSettings = {
  timeoutMs: 610,
  retries: 1,
  retryDelayMs: 100,
  wholeCallMs: 1_900,
  // Fewer than can hit the attempt's limit by waiting for each other: who waits here spends nothing of it.
  bulkhead: { calls: 24, queue: 200 },
  breaker: { size: 40, threshold: 0.5, minimumCalls: 20, halfOpenAfterMs: 5_000 },
};
