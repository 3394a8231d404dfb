import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { answer, never, policyWith, reasonOf, seen } from '../test/watched-policy.js';

beforeEach(() => {
  jest.useFakeTimers();
  seen.length = 0;
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the bulkhead', () => {
  it('refuses at once what has neither slot nor place in the queue', async () => {
    const policy = policyWith({ bulkhead: { calls: 2, queue: 1 } });
    const [first, second, third] = [never, never, answer].map((callee) => reasonOf(policy.call(callee)));
    expect(await reasonOf(policy.call(answer))).toBe('BUSY');
    await jest.advanceTimersByTimeAsync(610);
    expect(await Promise.all([first, second, third])).toEqual(['TIMEOUT', 'TIMEOUT', 'COMPLETED']);
  });

  it('counts the wait in the queue: a call whose time runs out there is never made', async () => {
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

  it('calls up whoever waits, though those in front have given up', async () => {
    const policy = policyWith({ bulkhead: { calls: 1, queue: 3 } });
    const holder = reasonOf(policy.call(never));
    const givenUp = [1, 2].map(() => reasonOf(policy.call(answer, 500)));
    const last = reasonOf(policy.call(answer));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await Promise.all(givenUp)).toEqual(['TIMEOUT', 'TIMEOUT']);
    expect([await holder, await last]).toEqual(['TIMEOUT', 'COMPLETED']);
    // Every place is free again.
    const calls = Array.from({ length: 4 }, () => reasonOf(policy.call(answer)));
    expect(await Promise.all(calls)).toEqual(Array(4).fill('COMPLETED'));
  });

  it('sends nothing for which it has left no time, and does not take that for a fault', async () => {
    const policy = policyWith({ bulkhead: { calls: 1, queue: 40 } });
    let made = 0;
    const slow = () => (made++, new Promise<string>((told) => setTimeout(() => told('COMPLETED'), 500)));
    const calls = Array.from({ length: 30 }, () => reasonOf(policy.call(slow)));
    await jest.advanceTimersByTimeAsync(2_000);
    const outcomes = await Promise.all(calls);
    // The third has 900 ms left when it begins; the fourth would have 400 and is not sent.
    expect([made, outcomes.slice(0, 4)]).toEqual([3, ['COMPLETED', 'COMPLETED', 'COMPLETED', 'BUSY']]);
    expect(new Set(outcomes.slice(3))).toEqual(new Set(['BUSY']));
    expect(policy.breaker).toBe('CLOSED');
  });

  it('does not try again or open the breaker because it is full', async () => {
    const policy = policyWith({ bulkhead: { calls: 1, queue: 0 }, retries: 5 });
    const holder = reasonOf(policy.call(never, 100));
    for (let call = 0; call < 50; call++) expect(await reasonOf(policy.call(answer))).toBe('BUSY');
    expect(policy.breaker).toBe('CLOSED');
    await jest.advanceTimersByTimeAsync(100);
    await holder;
    expect(seen).not.toContain('again after BUSY');
  });
});
