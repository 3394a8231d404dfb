import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as cockatiel from 'cockatiel';

const { circuitBreaker, ConsecutiveBreaker, handleAll, retry, timeout, TimeoutStrategy, wrap } = cockatiel;

const fault = () => Promise.reject(new Error('connection reset'));
const quietly = (call: Promise<unknown>) => Promise.allSettled([call]);
const brokenAfterOne = () => circuitBreaker(handleAll, { breaker: new ConsecutiveBreaker(1), halfOpenAfter: 5_000 });

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Negative control of the specs of CallPolicy: shows each defect that its precautions prevent. */
describe('cockatiel 3.2.1 without CallPolicy', () => {
  it('queues a hundred calls behind a hanging probe and then releases them all at once', async () => {
    const breaker = brokenAfterOne();
    await quietly(breaker.execute(fault));
    await jest.advanceTimersByTimeAsync(5_000);
    let inProgress = 0;
    const finish: (() => void)[] = [];
    const calls = Array.from({ length: 101 }, () =>
      breaker.execute(() => (inProgress++, new Promise<void>((resolve) => finish.push(resolve)))),
    );
    expect(inProgress).toBe(1);
    finish[0]?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(inProgress).toBe(101);
    finish.forEach((end) => end());
    await Promise.all(calls);
  });

  it('loses the signal of a call that waited for the probe', async () => {
    const breaker = brokenAfterOne();
    await quietly(breaker.execute(fault));
    await jest.advanceTimersByTimeAsync(5_000);
    const mine = new AbortController().signal;
    const signals: AbortSignal[] = [];
    const keep = ({ signal }: { signal: AbortSignal }) => void signals.push(signal);
    await Promise.all([breaker.execute(keep, mine), breaker.execute(keep, mine)]);
    expect(signals.map((signal) => signal === mine)).toEqual([true, false]);
  });

  it('lets a cooperative timeout exceed its limit', async () => {
    const call = timeout(50, TimeoutStrategy.Cooperative).execute(
      () => new Promise((resolve) => setTimeout(() => resolve('late'), 301)),
    );
    await jest.advanceTimersByTimeAsync(301);
    expect(await call).toBe('late');
  });

  it('retries an open circuit', async () => {
    const again = retry(handleAll, { maxAttempts: 5 });
    let retries = 0;
    again.onRetry(() => retries++);
    const call = quietly(wrap(again, brokenAfterOne()).execute(fault));
    await jest.advanceTimersByTimeAsync(1_000);
    await call;
    expect(retries).toBe(5);
  });

  it('counts a thrown decline as a fault', async () => {
    const breaker = brokenAfterOne();
    await quietly(breaker.execute(() => Promise.reject(new Error('declined'))));
    expect(breaker.state).toBe(cockatiel.CircuitState.Open);
  });

  it('leaves a sampling breaker closed after twenty consecutive faults', async () => {
    const sampling = new cockatiel.SamplingBreaker({ threshold: 0.5, duration: 30_000 });
    const breaker = circuitBreaker(handleAll, { breaker: sampling, halfOpenAfter: 5_000 });
    for (let call = 0; call < 20; call++) await quietly(breaker.execute(fault));
    expect(breaker.state).toBe(cockatiel.CircuitState.Closed);
  });

  it('does not recognize its own timeout error', async () => {
    const call = timeout(10, TimeoutStrategy.Aggressive).execute(() => new Promise(() => undefined));
    const caught = call.catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(10);
    expect(await caught).toBeInstanceOf(cockatiel.TaskCancelledError);
    expect(cockatiel.isTaskCancelledError(await caught)).toBe(false);
  });
});
