import { describe, expect, it } from '@jest/globals';
import { ProviderFault } from '../use-cases/payment-provider.js';
import { Temperament } from './temperament.js';

const quick = { fromMs: 0, toMs: 0 };
const listening = () => new AbortController().signal;

describe('the temperament of the simulated provider', () => {
  it('never fails at a failure rate of 0, always at 1', async () => {
    const calm = new Temperament({ latency: quick, failureRate: 0, random: () => 0 });
    const broken = new Temperament({ latency: quick, failureRate: 1, random: () => 0.999 });

    expect(await calm.perform(() => Promise.resolve('captured'), listening())).toBe('captured');
    await expect(broken.perform(() => Promise.resolve('captured'), listening())).rejects.toThrow(ProviderFault);
  });

  it.each([
    { draw: 0.1, effect: 0 },
    { draw: 0.3, effect: 1 },
    { draw: 0.5, effect: 1 },
  ])('splits its failures into those before and those after the effect ($draw)', async ({ draw, effect }) => {
    let effects = 0;
    const moody = new Temperament({ latency: quick, failureRate: 0.4, random: () => draw });
    const call = moody.perform(() => Promise.resolve(++effects), listening());

    await (draw < 0.4 ? expect(call).rejects.toThrow(ProviderFault) : expect(call).resolves.toBe(1));
    expect(effects).toBe(effect);
  });

  it('stays silent for as long as anybody listens', async () => {
    const listener = new AbortController();
    const hanging = new Temperament({ latency: quick, failureRate: 0 }).hang(listener.signal);
    listener.abort();

    await expect(hanging).rejects.toThrow('the provider gave no answer in time');
  });

  it('takes from the shortest to the longest latency', async () => {
    const pause = async (draw: number) => {
      const begun = performance.now();
      const slow = new Temperament({ latency: { fromMs: 20, toMs: 60 }, failureRate: 0, random: () => draw });
      await slow.perform(() => Promise.resolve(), listening());
      return performance.now() - begun;
    };

    expect(await pause(0)).toBeGreaterThanOrEqual(19);
    expect(await pause(1)).toBeGreaterThanOrEqual(59);
  });
});
