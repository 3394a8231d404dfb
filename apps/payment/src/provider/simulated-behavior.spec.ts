import { describe, expect, it } from '@jest/globals';
import { ProviderFault } from '../ports/payment-provider.js';
import { behaviorOf, SimulatedBehavior } from './simulated-behavior.js';

const noLatency = { fromMs: 0, toMs: 0 };
const openSignal = () => new AbortController().signal;

describe('SimulatedBehavior', () => {
  it('never fails at a failure rate of 0 and always fails at 1', async () => {
    const reliable = new SimulatedBehavior({ latency: noLatency, failureRate: 0, random: () => 0 });
    const broken = new SimulatedBehavior({ latency: noLatency, failureRate: 1, random: () => 0.999 });

    expect(await reliable.perform(() => Promise.resolve('captured'), openSignal())).toBe('captured');
    await expect(broken.perform(() => Promise.resolve('captured'), openSignal())).rejects.toThrow(ProviderFault);
  });

  it.each([
    { draw: 0.1, effect: 0 },
    { draw: 0.3, effect: 1 },
    { draw: 0.5, effect: 1 },
  ])('fails half of the time before and half of the time after the effect (draw $draw)', async ({ draw, effect }) => {
    let effects = 0;
    const flaky = new SimulatedBehavior({ latency: noLatency, failureRate: 0.4, random: () => draw });
    const call = flaky.perform(() => Promise.resolve(++effects), openSignal());

    await (draw < 0.4 ? expect(call).rejects.toThrow(ProviderFault) : expect(call).resolves.toBe(1));
    expect(effects).toBe(effect);
  });

  it('does not respond to a hanging call until the caller aborts', async () => {
    const caller = new AbortController();
    const hanging = new SimulatedBehavior({ latency: noLatency, failureRate: 0 }).hang(caller.signal);
    caller.abort();

    await expect(hanging).rejects.toThrow('the provider did not respond in time');
  });

  it('delays each call by a latency within the configured range', async () => {
    const durationOf = async (draw: number) => {
      const startedAt = performance.now();
      const slow = new SimulatedBehavior({ latency: { fromMs: 20, toMs: 60 }, failureRate: 0, random: () => draw });
      await slow.perform(() => Promise.resolve(), openSignal());
      return performance.now() - startedAt;
    };

    expect(await durationOf(0)).toBeGreaterThanOrEqual(19);
    expect(await durationOf(1)).toBeGreaterThanOrEqual(59);
  });
});

describe('behaviorOf', () => {
  it.each(['tok_ok', 'tok_card_visa_4242', 'tok_card_'])('approves %s', (token) => {
    expect(behaviorOf(token)).toEqual({ kind: 'approve' });
  });

  it('approves tok_slow after 3 s', () => {
    expect(behaviorOf('tok_slow')).toEqual({ kind: 'approve', afterMs: 3_000 });
  });

  it('never responds to tok_hang and fails for tok_error', () => {
    expect([behaviorOf('tok_hang'), behaviorOf('tok_error')]).toEqual([{ kind: 'hang' }, { kind: 'fault' }]);
  });

  it.each(['tok_declined', 'tok_OK', ' tok_ok', 'nonsense', '__proto__', ''])('declines %p', (token) => {
    expect(behaviorOf(token)).toMatchObject({ kind: 'decline' });
  });
});
