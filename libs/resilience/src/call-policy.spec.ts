import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Rejection } from '#contracts';
import { CallFailed } from './call-failed.js';
import { CallPolicy, type CallWatcher } from './call-policy.js';
import { defaultCallSettings, type CallSettings } from './call-settings.js';

const settings: CallSettings = { ...defaultCallSettings, retries: 0 };
const seen: string[] = [];
const watcher: CallWatcher = {
  ended: (outcome) => seen.push(outcome),
  retried: (fault) => seen.push(`again after ${fault}`),
  breaker: (state) => seen.push(state),
};
const policyWith = (changes: Partial<CallSettings> = {}) =>
  new CallPolicy('payment', { ...settings, ...changes }, watcher);

const never = () => new Promise<never>(() => undefined);
const fault = () => Promise.reject(new Error('connection reset'));
const answer = () => Promise.resolve('COMPLETED');
const reasonOf = (call: Promise<unknown>) =>
  call.then(
    (value) => value,
    (error: unknown) => (error instanceof CallFailed ? error.reason : error),
  );

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

describe('a call', () => {
  it('brings the answer home', async () => {
    expect(await policyWith().call(answer)).toBe('COMPLETED');
    expect(seen).toEqual(['ANSWERED']);
  });

  it('that gets no answer ends at its time limit, even where the callee ignores the signal', async () => {
    const ended = reasonOf(policyWith().call(never));
    await jest.advanceTimersByTimeAsync(609);
    expect(seen).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(await ended).toBe('TIMEOUT');
  });

  it('that timed out may still have had its effect: TIMEOUT never means that nothing happened', async () => {
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

  it('tells its callee by the signal that nobody waits any more', async () => {
    let signal: AbortSignal | undefined;
    const ended = reasonOf(policyWith().call((attempt) => ((signal = attempt.signal), never())));
    expect(signal?.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(610);
    await ended;
    expect(signal?.aborted).toBe(true);
  });

  it('is tried again after a fault', async () => {
    let attempts = 0;
    const call = policyWith({ retries: 1 }).call(() => (attempts++ === 0 ? fault() : answer()));
    await jest.advanceTimersByTimeAsync(100);
    expect(await call).toBe('COMPLETED');
    expect(seen).toEqual(['again after UNAVAILABLE', 'ANSWERED']);
  });

  it('ends within the whole time, however often it may be tried, and is not tried after that', async () => {
    let attempts = 0;
    const slowFault = () => (attempts++, never());
    const ended = reasonOf(policyWith({ retries: 10, timeoutMs: 800, wholeCallMs: 1_900 }).call(slowFault));
    await jest.advanceTimersByTimeAsync(1_900);
    expect(await ended).toBe('TIMEOUT');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(attempts).toBeLessThanOrEqual(3);
  });

  it('ends within a shorter time where its caller has less', async () => {
    const limits: number[] = [];
    const ended = reasonOf(policyWith().call(({ timeoutMs }) => (limits.push(timeoutMs), never()), 250));
    await jest.advanceTimersByTimeAsync(250);
    expect(await ended).toBe('TIMEOUT');
    expect(limits).toEqual([250]);
  });

  it.each([['no consumer'], [{ err: 'Disconnected', url: 'amqp://…' }], [undefined], [new Error('ECONNREFUSED')]])(
    'that fails with %p is UNAVAILABLE',
    async (thrown) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- transports do reject with such things
      expect(await reasonOf(policyWith().call(() => Promise.reject(thrown)))).toBe('UNAVAILABLE');
    },
  );
});

describe('a refusal', () => {
  const refusal = new Rejection('CARD_BLOCKED', 'The bank refuses this card.');

  it('is the answer: it is not tried again', async () => {
    let attempts = 0;
    const call = policyWith({ retries: 5 }).call(() => (attempts++, Promise.reject(refusal)));
    expect(await reasonOf(call)).toBe(refusal);
    expect(attempts).toBe(1);
    expect(seen).toEqual(['REJECTED']);
  });

  it('never opens the breaker, be it returned or thrown', async () => {
    const policy = policyWith();
    for (let call = 0; call < 100; call++) {
      await policy.call(() => Promise.resolve('DECLINED'));
      await reasonOf(policy.call(() => Promise.reject(refusal)));
    }
    expect(policy.breaker).toBe('CLOSED');
  });
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

describe('the breaker', () => {
  it('opens after twenty faults in a row, however little traffic there is', async () => {
    const policy = policyWith();
    for (let call = 0; call < 19; call++) {
      await reasonOf(policy.call(fault));
      await jest.advanceTimersByTimeAsync(60_000);
    }
    expect(policy.breaker).toBe('CLOSED');
    await reasonOf(policy.call(fault));
    expect(policy.breaker).toBe('OPEN');
  });

  it('stays closed while half of the calls are answered', async () => {
    const policy = policyWith();
    for (let call = 0; call < 100; call++) await reasonOf(policy.call(call % 2 ? fault : answer));
    expect(policy.breaker).toBe('CLOSED');
  });

  it('fails fast while open: nothing is sent, nothing is tried again', async () => {
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

  it('lets one probe through after its pause, and closes when that is answered', async () => {
    const policy = policyWith();
    await open(policy);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await policy.call(answer)).toBe('COMPLETED');
    expect(policy.breaker).toBe('CLOSED');
    expect(seen).toEqual(['HALF_OPEN', 'CLOSED', 'ANSWERED']);
  });

  it('opens again when the probe has a fault', async () => {
    const policy = policyWith();
    await open(policy);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await reasonOf(policy.call(fault))).toBe('UNAVAILABLE');
    expect(await reasonOf(policy.call(answer))).toBe('BREAKER_OPEN');
  });

  it('keeps nobody waiting while its probe hangs, and sends nothing but the probe', async () => {
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

  it('takes a decline of its probe for what it is: a sign of life', async () => {
    const policy = policyWith();
    await open(policy);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await policy.call(() => Promise.resolve('DECLINED'))).toBe('DECLINED');
    expect(policy.breaker).toBe('CLOSED');
  });

  it('is one per dependency: another dependency keeps its own', async () => {
    await open(policyWith());
    expect(await policyWith().call(answer)).toBe('COMPLETED');
  });
});
