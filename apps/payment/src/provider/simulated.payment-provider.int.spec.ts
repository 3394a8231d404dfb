import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { SystemClock } from '#platform';
import { onEveryStore, type StoreAddress } from '#testing';
import { attemptId, fee } from '../../test/cast.js';
import { paymentProviderContract, type ProviderUnderTest } from '../use-cases/payment-provider.contract.js';
import { ProviderFault } from '../use-cases/payment-provider.js';
import { ProviderLedger } from './provider-ledger.js';
import { SimulatedProvider } from './simulated.payment-provider.js';
import { Temperament, type TemperamentOptions } from './temperament.js';

const openLedger = (at: StoreAddress) => ProviderLedger.open(at, new SystemClock());
const reliable: TemperamentOptions = { latency: { fromMs: 0, toMs: 0 }, failureRate: 0 };

async function openIn(at: StoreAddress): Promise<ProviderUnderTest> {
  const ledger = await openLedger(at);
  return {
    provider: new SimulatedProvider(ledger, new Temperament(reliable)),
    captures: async (key) => (await ledger.captures()).filter((entry) => entry.key === key).length,
    reopened: () => openIn(at),
    close: () => ledger.close(),
  };
}

onEveryStore('the simulated provider', (newStore) => {
  paymentProviderContract('as a provider', () => openIn(newStore()));

  let ledger: ProviderLedger;
  const key = attemptId(1);
  const listening = new AbortController().signal;

  beforeEach(async () => {
    ledger = await openLedger(newStore());
  });
  afterEach(() => ledger.close());

  const providerWith = (change: Partial<TemperamentOptions>) =>
    new SimulatedProvider(ledger, new Temperament({ ...reliable, ...change }));

  it('has captured nothing when it fails before the capture', async () => {
    const failing = providerWith({ failureRate: 1, random: () => 0 });

    await expect(failing.charge(key, fee, 'tok_ok', listening)).rejects.toThrow(ProviderFault);
    expect(await ledger.captures()).toEqual([]);
  });

  it('has captured when it fails after the capture, and says so when asked for the status', async () => {
    const failing = providerWith({ failureRate: 1, random: () => 0.9 });

    await expect(failing.charge(key, fee, 'tok_ok', listening)).rejects.toThrow(ProviderFault);
    expect(await providerWith({}).status(key, listening)).toEqual({ state: 'CAPTURED' });
  });

  it('approves tok_slow after 3 s, unless nobody listens any more', async () => {
    const impatient = providerWith({}).charge(key, fee, 'tok_slow', AbortSignal.timeout(50));

    await expect(impatient).rejects.toThrow(ProviderFault);
    expect(await ledger.captures()).toEqual([]);
  });

  it('captures nothing for tok_error and tok_hang, which can still be voided', async () => {
    await expect(providerWith({}).charge(key, fee, 'tok_error', listening)).rejects.toThrow(ProviderFault);
    await expect(providerWith({}).charge(key, fee, 'tok_hang', AbortSignal.timeout(50))).rejects.toThrow(ProviderFault);

    expect(await providerWith({}).cancel(key, listening)).toEqual({ state: 'VOIDED' });
  });

  it('shares its books with the replicas of payment', async () => {
    const store = newStore();
    const [one, other] = [await openIn(store), await openIn(store)];

    expect(await one.provider.charge(key, fee, 'tok_ok', listening)).toEqual({ state: 'CAPTURED' });
    expect(await other.provider.charge(key, fee, 'tok_declined', listening)).toEqual({ state: 'CAPTURED' });
    expect(await other.captures(key)).toBe(1);
    await Promise.all([one.close(), other.close()]);
  });
});
