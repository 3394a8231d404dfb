/** Limits of the calls to one dependency; every time is in milliseconds. */
export interface CallSettings {
  timeoutMs: number;
  /** Further attempts after a fault; never after a response, an open circuit or a full bulkhead. */
  retries: number;
  /** Maximum delay before a further attempt; the actual delay is random, between half of it and all of it. */
  retryDelayMs: number;
  /** Time limit of the whole call: waiting for a slot, every attempt, and the delays between them. */
  wholeCallMs: number;
  /** Maximum number of concurrent calls, and of calls that wait for a slot. */
  bulkhead: { calls: number; queue: number };
  /** Opens when more than `threshold` (0..1) of the last `size` calls failed, once there were `minimumCalls`. */
  breaker: { size: number; threshold: number; minimumCalls: number; halfOpenAfterMs: number };
}

/** For a call inside the network, after the original system: 610 ms per attempt, less than 2 s in total. */
export const defaultCallSettings: CallSettings = {
  timeoutMs: 610,
  retries: 1,
  retryDelayMs: 100,
  wholeCallMs: 1_900,
  // Low enough that calls do not queue inside the dependency, where waiting would consume the attempt's time limit.
  bulkhead: { calls: 24, queue: 200 },
  breaker: { size: 40, threshold: 0.5, minimumCalls: 20, halfOpenAfterMs: 5_000 },
};
