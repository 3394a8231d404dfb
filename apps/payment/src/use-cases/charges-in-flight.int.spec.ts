import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onEveryStore, TestClock } from '#testing';
import { chargeOf } from '../../test/cast.js';
import { openStores, PaymentReplica, type Stores } from '../../test/payment-replica.js';

onEveryStore('ProviderWait', (newStore) => {
  const clock = new TestClock();
  let stores: Stores;
  let slow: PaymentReplica;

  beforeAll(async () => {
    stores = await openStores(newStore(), clock);
    slow = new PaymentReplica(stores, clock, { latencyMs: 300 });
  });
  afterAll(() => stores.close());

  it('measures how much of an answer waited for the provider, also for a retry that joins the charge', async () => {
    const first = await slow.charged(chargeOf(1), 250);
    const joined = await slow.charged(chargeOf(1), 5_000);

    expect([first.answer.outcome, joined.answer.outcome]).toEqual(['UNKNOWN', 'COMPLETED']);
    for (const { providerMs } of [first, joined]) {
      expect(providerMs).toBeGreaterThan(20);
      expect(providerMs).toBeLessThan(300);
    }
  });

  it('is zero for an answer that is already stored', async () => {
    expect(await slow.charged(chargeOf(1), 5_000)).toMatchObject({ answer: { outcome: 'COMPLETED' }, providerMs: 0 });
  });
});
