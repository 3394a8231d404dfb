import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Rejection } from '#contracts';
import { answer, fault, never, policyWith, reasonOf, seen } from '../test/observed-policy.js';
import type { CallPolicy } from './call-policy.js';

async function open(policy: CallPolicy) {
  for (let call = 0; call < 20; call++) await reasonOf(policy.call(fault));
  expect(policy.breaker).toBe('OPEN');
  seen.length = 0;
}

beforeEach(() => {
  jest.useFakeTimers();
  seen.length = 0;
});
afterEach(() => {
  jest.useRealTimers();
});

describe('CallPolicy', () => {
  it('returns the response', async () => {
    expect(await policyWith().call(answer)).toBe('COMPLETED');
    expect(seen).toEqual(['ANSWERED']);
  });

  it('times out without a response even when the callee ignores the signal', async () => {
    const ended = reasonOf(policyWith().call(never));
    await jest.advanceTimersByTimeAsync(609);
    expect(seen).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(await ended).toBe('TIMEOUT');
  });

  it('does not undo the effect of a call that timed out', async () => {
    let charged = 0;
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      charged++;
    };
    const ended = reasonOf(policyWith().call(slow));
    await jest.advanceTimersByTimeAsync(610);
    expect(await ended).toBe('TIMEOUT');
    await jest.advanceTimersByTimeAsync(3_000);
    expect(charged).toBe(1);
  });

  it('aborts the signal of an attempt that timed out', async () => {
    let signal: AbortSignal | undefined;
    const ended = reasonOf(policyWith().call((attempt) => ((signal = attempt.signal), never())));
    await jest.advanceTimersByTimeAsync(0);
    expect(signal?.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(610);
    await ended;
    expect(signal?.aborted).toBe(true);
  });

  it('retries after a fault', async () => {
    let attempts = 0;
    const call = policyWith({ retries: 1 }).call(() => (attempts++ === 0 ? fault() : answer()));
    await jest.advanceTimersByTimeAsync(100);
    expect(await call).toBe('COMPLETED');
    expect(seen).toEqual(['retried after UNAVAILABLE', 'ANSWERED']);
  });

  it('ends within the limit of the whole call and does not retry after that', async () => {
    let attempts = 0;
    const slowFault = () => (attempts++, never());
    const ended = reasonOf(policyWith({ retries: 10, timeoutMs: 800, wholeCallMs: 1_900 }).call(slowFault));
    await jest.advanceTimersByTimeAsync(1_900);
    expect(await ended).toBe('TIMEOUT');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(attempts).toBeLessThanOrEqual(3);
  });

  it('ends within a shorter limit of the caller', async () => {
    const limits: number[] = [];
    const ended = reasonOf(policyWith().call(({ timeoutMs }) => (limits.push(timeoutMs), never()), 250));
    await jest.advanceTimersByTimeAsync(250);
    expect(await ended).toBe('TIMEOUT');
    expect(limits).toEqual([250]);
  });

  it.each([['no consumer'], [{ err: 'Disconnected', url: 'amqp://…' }], [undefined], [new Error('ECONNREFUSED')]])(
    'reports a call that fails with %p as UNAVAILABLE',
    async (thrown) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- transports do reject with such values
      expect(await reasonOf(policyWith().call(() => Promise.reject(thrown)))).toBe('UNAVAILABLE');
    },
  );
});

describe('a rejection in CallPolicy', () => {
  const rejection = new Rejection('PAYMENT_DECLINED');

  it('is a result and is not retried', async () => {
    let attempts = 0;
    const call = policyWith({ retries: 5 }).call(() => (attempts++, Promise.reject(rejection)));
    expect(await reasonOf(call)).toBe(rejection);
    expect(attempts).toBe(1);
    expect(seen).toEqual(['REJECTED']);
  });

  it('never opens the breaker, whether returned or thrown', async () => {
    const policy = policyWith();
    for (let call = 0; call < 100; call++) {
      await policy.call(() => Promise.resolve('DECLINED'));
      await reasonOf(policy.call(() => Promise.reject(rejection)));
    }
    expect(policy.breaker).toBe('CLOSED');
  });
});

describe('the circuit breaker of CallPolicy', () => {
  it('opens after twenty consecutive faults even under little traffic', async () => {
    const policy = policyWith();
    for (let call = 0; call < 19; call++) {
      await reasonOf(policy.call(fault));
      await jest.advanceTimersByTimeAsync(60_000);
    }
    expect(policy.breaker).toBe('CLOSED');
    await reasonOf(policy.call(fault));
    expect(policy.breaker).toBe('OPEN');
  });

  it('stays closed while half of the calls succeed', async () => {
    const policy = policyWith();
    for (let call = 0; call < 100; call++) await reasonOf(policy.call(call % 2 ? fault : answer));
    expect(policy.breaker).toBe('CLOSED');
  });

  it('fails fast while open, without a call or a retry', async () => {
    const policy = policyWith({ retries: 5, retryDelayMs: 0 });
    const failing = reasonOf(Promise.all(Array.from({ length: 20 }, () => policy.call(fault))));
    await jest.advanceTimersByTimeAsync(2_000);
    await failing;
    expect(policy.breaker).toBe('OPEN');
    seen.length = 0;
    let sent = 0;
    expect(await reasonOf(policy.call(() => (sent++, answer())))).toBe('BREAKER_OPEN');
    expect(sent).toBe(0);
    expect(seen).toEqual(['BREAKER_OPEN']);
  });

  it('makes one probe after its pause and closes when the probe succeeds', async () => {
    const policy = policyWith();
    await open(policy);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await policy.call(answer)).toBe('COMPLETED');
    expect(policy.breaker).toBe('CLOSED');
    expect(seen).toEqual(['HALF_OPEN', 'CLOSED', 'ANSWERED']);
  });

  it('opens again when the probe fails', async () => {
    const policy = policyWith();
    await open(policy);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await reasonOf(policy.call(fault))).toBe('UNAVAILABLE');
    expect(await reasonOf(policy.call(answer))).toBe('BREAKER_OPEN');
  });

  it('rejects other calls immediately while its probe hangs', async () => {
    const policy = policyWith();
    await open(policy);
    await jest.advanceTimersByTimeAsync(5_000);
    let sent = 0;
    const hang = () => (sent++, never());
    const probe = reasonOf(policy.call(hang));
    const others = await Promise.all(Array.from({ length: 100 }, () => reasonOf(policy.call(hang))));
    expect(new Set(others)).toEqual(new Set(['BREAKER_OPEN']));
    await jest.advanceTimersByTimeAsync(610);
    expect(await probe).toBe('TIMEOUT');
    expect(sent).toBe(1);
    expect(policy.breaker).toBe('OPEN');
  });

  it('closes when the probe returns a decline', async () => {
    const policy = policyWith();
    await open(policy);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await policy.call(() => Promise.resolve('DECLINED'))).toBe('DECLINED');
    expect(policy.breaker).toBe('CLOSED');
  });

  it('does not affect the policy of another dependency', async () => {
    await open(policyWith());
    expect(await policyWith().call(answer)).toBe('COMPLETED');
  });
});
