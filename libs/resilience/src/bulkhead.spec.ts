import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { answer, never, policyWith, reasonOf, seen } from '../test/observed-policy.js';

beforeEach(() => {
  jest.useFakeTimers();
  seen.length = 0;
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the bulkhead of CallPolicy', () => {
  it('rejects a call immediately without a free slot or place in the queue', async () => {
    const policy = policyWith({ bulkhead: { calls: 2, queue: 1 } });
    const [first, second, third] = [never, never, answer].map((callee) => reasonOf(policy.call(callee)));
    expect(await reasonOf(policy.call(answer))).toBe('BUSY');
    await jest.advanceTimersByTimeAsync(610);
    expect(await Promise.all([first, second, third])).toEqual(['TIMEOUT', 'TIMEOUT', 'COMPLETED']);
  });

  it('never makes a call that times out in the queue', async () => {
    const policy = policyWith({ bulkhead: { calls: 1, queue: 1 }, timeoutMs: 1_000 });
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
    const policy = policyWith({ bulkhead: { calls: 1, queue: 3 } });
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
    const policy = policyWith({ bulkhead: { calls: 1, queue: 40 } });
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
    const policy = policyWith({ bulkhead: { calls: 1, queue: 0 }, retries: 5 });
    const holder = reasonOf(policy.call(never, 100));
    for (let call = 0; call < 50; call++) expect(await reasonOf(policy.call(answer))).toBe('BUSY');
    expect(policy.breaker).toBe('CLOSED');
    await jest.advanceTimersByTimeAsync(100);
    await holder;
    expect(seen).not.toContain('retried after BUSY');
  });
});
