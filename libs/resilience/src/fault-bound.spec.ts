import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { answer, fault, never, policyWith, reasonOf, seen } from '../test/observed-policy.js';
import { NoResultYet } from './call-failed.js';
import type { CallPolicy } from './call-policy.js';

const noResultYet = () => Promise.reject(new NoResultYet());
const callAs = (policy: CallPolicy, party: string, callee: () => Promise<unknown> = fault) =>
  reasonOf(policy.call(callee, undefined, party));

async function faultsOf(policy: CallPolicy, party: string, amount: number, callee = fault): Promise<void> {
  for (let call = 0; call < amount; call++) await callAs(policy, party, callee);
}

beforeEach(() => {
  jest.useFakeTimers();
  seen.length = 0;
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the faults of one party in CallPolicy', () => {
  it('faults of one party do not open the breaker for other parties, however many there are', async () => {
    const policy = policyWith();
    await faultsOf(policy, 'mina', 200);
    expect(policy.breaker).toBe('CLOSED');
    expect(await callAs(policy, 'joon', answer)).toBe('COMPLETED');
    await faultsOf(policy, 'mina', 20, noResultYet);
    expect(policy.breaker).toBe('CLOSED');
  });

  it('concurrent timeouts of one party do not open the breaker', async () => {
    const policy = policyWith();
    const hanging = Array.from({ length: 20 }, () => callAs(policy, 'mina', never));
    await jest.advanceTimersByTimeAsync(610);
    expect(new Set(await Promise.all(hanging))).toEqual(new Set(['TIMEOUT']));
    expect(policy.breaker).toBe('CLOSED');
  });

  it('faults of ten parties open the breaker', async () => {
    const policy = policyWith();
    for (let party = 0; party < 9; party++) await faultsOf(policy, `student-${party}`, 2, noResultYet);
    expect(policy.breaker).toBe('CLOSED');
    await faultsOf(policy, 'student-9', 2, noResultYet);
    expect(policy.breaker).toBe('OPEN');
  });

  it('faults of one party count again when its earlier ones have left the window', async () => {
    const policy = policyWith({
      breaker: { size: 4, minimumCalls: 4, threshold: 0.5, halfOpenAfterMs: 1, faultsPerParty: 2 },
    });
    await faultsOf(policy, 'mina', 2);
    for (let call = 0; call < 4; call++) await callAs(policy, 'joon', answer);
    await faultsOf(policy, 'mina', 2);
    await faultsOf(policy, 'joon', 1);
    expect(policy.breaker).toBe('OPEN');
  });

  it('faults of calls without a party are not bounded', async () => {
    const policy = policyWith();
    for (let call = 0; call < 20; call++) await reasonOf(policy.call(fault));
    expect(policy.breaker).toBe('OPEN');
  });

  it('a failed probe keeps the breaker open, whatever its party', async () => {
    const policy = policyWith();
    await faultsOf(policy, 'mina', 2);
    for (let party = 0; party < 9; party++) await faultsOf(policy, `student-${party}`, 2);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await callAs(policy, 'mina')).toBe('UNAVAILABLE');
    expect(await callAs(policy, 'joon', answer)).toBe('BREAKER_OPEN');
  });

  it('faults of a party are forgotten when the breaker closes', async () => {
    const policy = policyWith();
    for (let party = 0; party < 10; party++) await faultsOf(policy, `student-${party}`, 2);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await callAs(policy, 'joon', answer)).toBe('COMPLETED');
    for (let party = 0; party < 10; party++) await faultsOf(policy, `student-${party}`, 2);
    expect(policy.breaker).toBe('OPEN');
  });
});

describe('an answer without a result in CallPolicy', () => {
  it('an answer without a result is retried and reported as a timeout', async () => {
    const call = callAs(policyWith({ retries: 1 }), 'mina', noResultYet);
    await jest.advanceTimersByTimeAsync(100);
    expect(await call).toBe('TIMEOUT');
    expect(seen).toEqual(['retried after TIMEOUT', 'TIMEOUT']);
  });

  it('an answer without a result does not count as a fault when a retry has the result', async () => {
    const policy = policyWith({ retries: 1 });
    for (let call = 0; call < 100; call++) {
      let attempts = 0;
      const slow = callAs(policy, `student-${call}`, () => (attempts++ === 0 ? noResultYet() : answer()));
      await jest.advanceTimersByTimeAsync(100);
      expect(await slow).toBe('COMPLETED');
    }
    for (let call = 0; call < 20; call++) {
      expect(policy.breaker).toBe('CLOSED');
      const slow = callAs(policy, `student-${call}`, noResultYet);
      await jest.advanceTimersByTimeAsync(100);
      await slow;
    }
    const last = callAs(policy, 'joon');
    await jest.advanceTimersByTimeAsync(100);
    await last;
    expect(policy.breaker).toBe('OPEN');
  });

  it('an answer without a result is retried also when the breaker does not count it', async () => {
    const policy = policyWith({ retries: 1 });
    for (let call = 0; call < 2; call++) {
      const failing = callAs(policy, 'mina', noResultYet);
      await jest.advanceTimersByTimeAsync(100);
      await failing;
    }
    let attempts = 0;
    const call = callAs(policy, 'mina', () => (attempts++ === 0 ? noResultYet() : answer()));
    await jest.advanceTimersByTimeAsync(100);
    expect(await call).toBe('COMPLETED');
  });
});
