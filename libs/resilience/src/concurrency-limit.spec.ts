import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { answer, limit, never, policyWith, reasonOf, seen } from '../test/observed-policy.js';
import { NoResultYet } from './call-failed.js';
import type { Attempt, CallPolicy } from './call-policy.js';

beforeEach(() => {
  jest.useFakeTimers();
  seen.length = 0;
});
afterEach(() => {
  jest.useRealTimers();
});

const fixed = (calls: number, queue: number) => ({ min: calls, max: calls, initial: calls, queue });

describe('the queue of CallPolicy', () => {
  it('rejects a call immediately without a free slot or place in the queue', async () => {
    const policy = policyWith({ concurrency: fixed(2, 1) });
    const [first, second, third] = [never, never, answer].map((callee) => reasonOf(policy.call(callee)));
    expect(await reasonOf(policy.call(answer))).toBe('BUSY');
    await jest.advanceTimersByTimeAsync(610);
    expect(await Promise.all([first, second, third])).toEqual(['TIMEOUT', 'TIMEOUT', 'COMPLETED']);
  });

  it('never makes a call that times out in the queue', async () => {
    const policy = policyWith({ concurrency: fixed(1, 1), timeoutMs: 1_000 });
    let made = 0;
    const holder = reasonOf(policy.call(never));
    const waiting = reasonOf(policy.call(() => (made++, answer()), 500));
    await jest.advanceTimersByTimeAsync(500);
    expect(await waiting).toBe('TIMEOUT');
    await jest.advanceTimersByTimeAsync(500);
    await holder;
    expect(made).toBe(0);
  });

  it('starts a waiting call although earlier waiting calls have timed out', async () => {
    const policy = policyWith({ concurrency: fixed(1, 3) });
    const holder = reasonOf(policy.call(never));
    const timedOut = [1, 2].map(() => reasonOf(policy.call(answer, 500)));
    const last = reasonOf(policy.call(answer));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await Promise.all(timedOut)).toEqual(['TIMEOUT', 'TIMEOUT']);
    expect([await holder, await last]).toEqual(['TIMEOUT', 'COMPLETED']);
    // All slots and places are free again.
    const calls = Array.from({ length: 4 }, () => reasonOf(policy.call(answer)));
    expect(await Promise.all(calls)).toEqual(Array(4).fill('COMPLETED'));
  });

  it('does not make a call with too little time left after the queue, and does not count it as a fault', async () => {
    const policy = policyWith({ concurrency: fixed(1, 40) });
    let made = 0;
    const slow = () => (made++, new Promise<string>((resolve) => setTimeout(() => resolve('COMPLETED'), 500)));
    const calls = Array.from({ length: 30 }, () => reasonOf(policy.call(slow)));
    await jest.advanceTimersByTimeAsync(2_000);
    const outcomes = await Promise.all(calls);
    // The third has 900 ms left when it starts; the fourth would have 400 and is not made.
    expect([made, outcomes.slice(0, 4)]).toEqual([3, ['COMPLETED', 'COMPLETED', 'COMPLETED', 'BUSY']]);
    expect(new Set(outcomes.slice(3))).toEqual(new Set(['BUSY']));
    expect(policy.breaker).toBe('CLOSED');
  });

  it('neither retries nor opens the breaker when it is full', async () => {
    const policy = policyWith({ concurrency: fixed(1, 0), retries: 5 });
    const holder = reasonOf(policy.call(never, 100));
    for (let call = 0; call < 50; call++) expect(await reasonOf(policy.call(answer))).toBe('BUSY');
    expect(policy.breaker).toBe('CLOSED');
    await jest.advanceTimersByTimeAsync(100);
    await holder;
    expect(seen).not.toContain('retried after BUSY');
  });
});

describe('the adaptive limit of CallPolicy', () => {
  const bounds = { min: 2, max: 64, initial: 4, queue: 200 };
  /** Calls that are made all the time by so many users; each takes so long at the dependency, and behind it. */
  const crowd = async (
    policy: CallPolicy,
    users: number,
    ms: number,
    { own = 0, ownOf = () => own, until = 3_000 } = {},
  ) => {
    const outcomes: unknown[] = [];
    let isOpen = true;
    const user = async () => {
      while (isOpen) {
        const callee = async ({ spentBehind }: Attempt) => {
          await new Promise((resolve) => setTimeout(resolve, ms + ownOf()));
          spentBehind(ms);
          return 'COMPLETED';
        };
        outcomes.push(await reasonOf(policy.call(callee)));
      }
    };
    const all = Promise.all(Array.from({ length: users }, user));
    await jest.advanceTimersByTimeAsync(until);
    isOpen = false;
    await jest.advanceTimersByTimeAsync(2_000);
    await all;
    return outcomes;
  };

  it('doubles until every caller has a slot, although the provider is slow', async () => {
    const policy = policyWith({ concurrency: { ...bounds, initial: 16 } });
    const outcomes = await crowd(policy, 40, 510);
    expect(limit).toBeGreaterThanOrEqual(40);
    expect(new Set(outcomes)).toEqual(new Set(['COMPLETED']));
  });

  it('does not grow beyond its maximum, nor while it is not in use', async () => {
    await crowd(policyWith({ concurrency: bounds }), 150, 20, { until: 1_000 });
    expect(limit).toBe(64);
    await crowd(policyWith({ concurrency: bounds }), 1, 20, { until: 1_000 });
    expect(limit).toBe(4);
  });

  it('shrinks to its minimum while the dependency itself is slow, without a fault', async () => {
    const policy = policyWith({ concurrency: { ...bounds, initial: 32 } });
    await crowd(policy, 32, 20, { own: 200 });
    expect(limit).toBe(2);
    expect(policy.breaker).toBe('CLOSED');
  });

  it('does not shrink while one attempt in ten is slow, and grows by a tenth per response time after it has shrunk', async () => {
    const policy = policyWith({ concurrency: { ...bounds, initial: 32 } });
    const timedOut = Array.from({ length: 8 }, () => reasonOf(policy.call(never)));
    await jest.advanceTimersByTimeAsync(610);
    await Promise.all(timedOut);
    expect(limit).toBe(24);
    let n = 0;
    await crowd(policy, 40, 500, { ownOf: () => ((n += 1) % 10 === 0 ? 200 : 0) });
    expect(limit).toBeGreaterThanOrEqual(34);
  });

  it('shrinks once for all concurrent calls that time out', async () => {
    const policy = policyWith({ concurrency: { ...bounds, initial: 32 } });
    const calls = Array.from({ length: 8 }, () => reasonOf(policy.call(never)));
    await jest.advanceTimersByTimeAsync(610);
    await Promise.all(calls);
    expect(limit).toBe(24);
  });

  it('does not shrink because of cards that hang at the provider', async () => {
    const policy = policyWith({ concurrency: { ...bounds, initial: 32 } });
    const hanging = ({ spentBehind }: Attempt) => (spentBehind(549), Promise.reject(new NoResultYet()));
    await Promise.all(Array.from({ length: 20 }, () => reasonOf(policy.call(hanging, undefined, 'mina'))));
    expect(limit).toBe(32);
  });

  it('stays as it is where the dependency does not report its part of the time', async () => {
    const policy = policyWith({ concurrency: { ...bounds, initial: 32 } });
    const slow = () => new Promise<string>((resolve) => setTimeout(() => resolve('COMPLETED'), 500));
    const calls = Array.from({ length: 8 }, () => reasonOf(policy.call(slow)));
    await jest.advanceTimersByTimeAsync(500);
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['COMPLETED']));
    expect(limit).toBe(32);
  });

  it('lets a call that gives up while it waits leave the queue', async () => {
    const policy = policyWith({ concurrency: { min: 1, max: 1, initial: 1, queue: 1 } });
    const holder = reasonOf(policy.call(never));
    const waiting = reasonOf(policy.call(answer, 100));
    await jest.advanceTimersByTimeAsync(100);
    expect(await waiting).toBe('TIMEOUT');
    const next = reasonOf(policy.call(answer));
    await jest.advanceTimersByTimeAsync(510);
    expect([await holder, await next]).toEqual(['TIMEOUT', 'COMPLETED']);
  });
});

describe('a hundred users of CallPolicy whose provider takes 400 to 620 ms, with a limit of 610 ms per attempt', () => {
  const SECONDS = 20;

  /** A charge as payment answers it: UNKNOWN after nine tenths of the time; a retry joins it. */
  const chargeOf = (providerMs: number) => {
    const endsAt = performance.now() + providerMs;
    return async ({ spentBehind }: Attempt): Promise<string> => {
      const waitMs = Math.min(549, Math.max(0, endsAt - performance.now()));
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      spentBehind(waitMs);
      if (performance.now() < endsAt) throw new NoResultYet();
      return 'COMPLETED';
    };
  };

  async function confirmedBy(policy: CallPolicy) {
    const outcomes: unknown[] = [];
    const user = async (n: number) => {
      for (let visit = 0; performance.now() < end; visit++) {
        let charge: ReturnType<typeof chargeOf> | undefined;
        const attempt = (each: Attempt) => (charge ??= chargeOf(400 + ((n * 37 + visit * 61) % 221)))(each);
        outcomes.push(await reasonOf(policy.call(attempt, undefined, `student-${n}-${visit}`)));
      }
    };
    const end = performance.now() + SECONDS * 1_000;
    const all = Promise.all(Array.from({ length: 100 }, (_, n) => user(n)));
    await jest.advanceTimersByTimeAsync((SECONDS + 3) * 1_000);
    await all;
    const confirmed = outcomes.filter((outcome) => outcome === 'COMPLETED').length;
    return { perSecond: confirmed / SECONDS, share: confirmed / outcomes.length };
  }

  it('confirms at least 150 charges per second, and 95 % at once', async () => {
    const { perSecond, share } = await confirmedBy(policyWith({ retries: 1 }));
    expect(perSecond).toBeGreaterThanOrEqual(150);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  it('would confirm fewer than 60 charges per second with a fixed limit of 24 calls (negative control)', async () => {
    const { perSecond } = await confirmedBy(policyWith({ retries: 1, concurrency: fixed(24, 200) }));
    expect(perSecond).toBeLessThan(60);
  });
});
