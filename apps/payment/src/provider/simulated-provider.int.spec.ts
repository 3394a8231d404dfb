import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { SystemClock } from '#platform';
import { onEveryStore, type StoreAddress } from '#testing';
import { attemptId, fee } from '../../test/cast.js';
import { paymentProviderContract, type ProviderUnderTest } from '../ports/payment-provider.contract.js';
import { ProviderFault } from '../ports/payment-provider.js';
import { ProviderLedger } from './provider-ledger.js';
import { SimulatedProvider } from './simulated-provider.js';
import { SimulatedBehavior, type BehaviorOptions } from './simulated-behavior.js';

const openLedger = (at: StoreAddress) => ProviderLedger.open(at, new SystemClock());
const reliable: BehaviorOptions = { latency: { fromMs: 0, toMs: 0 }, failureRate: 0 };

async function openIn(at: StoreAddress): Promise<ProviderUnderTest> {
  const ledger = await openLedger(at);
  return {
    provider: new SimulatedProvider(ledger, new SimulatedBehavior(reliable)),
    captures: async (key) => (await ledger.captures()).filter((entry) => entry.key === key).length,
    reopened: () => openIn(at),
    close: () => ledger.close(),
  };
}

onEveryStore('SimulatedProvider', (newStore) => {
  paymentProviderContract('SimulatedProvider', () => openIn(newStore()));

  let ledger: ProviderLedger;
  const key = attemptId(1);
  const openSignal = new AbortController().signal;

  beforeEach(async () => {
    ledger = await openLedger(newStore());
  });
  afterEach(() => ledger.close());

  const providerWith = (change: Partial<BehaviorOptions>) =>
    new SimulatedProvider(ledger, new SimulatedBehavior({ ...reliable, ...change }));

  it('captures nothing if it fails before the capture', async () => {
    const failing = providerWith({ failureRate: 1, random: () => 0 });

    await expect(failing.charge(key, fee, 'tok_ok', openSignal)).rejects.toThrow(ProviderFault);
    expect(await ledger.captures()).toEqual([]);
  });

  it('reports the capture as status if it fails after the capture', async () => {
    const failing = providerWith({ failureRate: 1, random: () => 0.9 });

    await expect(failing.charge(key, fee, 'tok_ok', openSignal)).rejects.toThrow(ProviderFault);
    expect(await providerWith({}).status(key, openSignal)).toEqual({ state: 'CAPTURED' });
  });

  it('captures nothing for tok_slow if the caller aborts within 3 s', async () => {
    const aborted = providerWith({}).charge(key, fee, 'tok_slow', AbortSignal.timeout(50));

    await expect(aborted).rejects.toThrow(ProviderFault);
    expect(await ledger.captures()).toEqual([]);
  });

  it('captures nothing for tok_error and tok_hang, whose key can still be voided', async () => {
    await expect(providerWith({}).charge(key, fee, 'tok_error', openSignal)).rejects.toThrow(ProviderFault);
    await expect(providerWith({}).charge(key, fee, 'tok_hang', AbortSignal.timeout(50))).rejects.toThrow(ProviderFault);

    expect(await providerWith({}).cancel(key, openSignal)).toEqual({ state: 'VOIDED' });
  });

  it('shares its ledger between the replicas of payment', async () => {
    const store = newStore();
    const [one, other] = [await openIn(store), await openIn(store)];

    expect(await one.provider.charge(key, fee, 'tok_ok', openSignal)).toEqual({ state: 'CAPTURED' });
    expect(await other.provider.charge(key, fee, 'tok_declined', openSignal)).toEqual({ state: 'CAPTURED' });
    expect(await other.captures(key)).toBe(1);
    await Promise.all([one.close(), other.close()]);
  });
});
