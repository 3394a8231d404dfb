import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { onEveryStore, seconds, TestClock, type StoreAddress } from '#testing';
import { attemptId, chargeOf, fee } from '../../test/cast.js';
import { PaymentReplica, openStores, type Stores } from '../../test/payment-replica.js';

const won = (amount: number) => ({ ...fee, amount });
const dueBack = (amount: number) => ({ paymentId: attemptId(1), due: won(amount) });

onEveryStore('a refund in parts', (newStore) => {
  let store: StoreAddress;
  let clock: TestClock;
  let stores: Stores;
  let replica: PaymentReplica;

  beforeEach(async () => {
    clock = new TestClock();
    store = newStore();
    stores = await openStores(store, clock);
    replica = new PaymentReplica(stores, clock);
    await replica.charge(chargeOf(1));
  });
  afterEach(() => stores.close());

  const books = async () => (await stores.ledger.refunds()).map(({ amount }) => amount).toSorted((a, b) => a - b);
  const settleAgain = async (times = 1) => {
    for (let i = 0; i < times; i++) {
      clock.step(seconds(61));
      await replica.settleDue();
    }
  };

  it('refunds each rise of the total once, and ends with the registration', async () => {
    await replica.refundIsDue(dueBack(20_000));
    await replica.settleDue();
    expect(await replica.attempt(1)).toMatchObject({ status: 'COMPLETED', refunded: won(20_000) });
    await replica.refundIsDue(dueBack(20_000));
    await replica.registrationEnds(undefined, dueBack(35_000));
    await settleAgain(2);

    expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED', refunded: won(35_000) });
    expect(await books()).toEqual([15_000, 20_000]);
    expect((await replica.events()).map(({ name }) => name)).toEqual([
      'payment.completed',
      'payment.completed',
      'payment.refunded',
      'payment.completed',
      'payment.canceled',
    ]);
  });

  it('stores the step before it calls the provider', async () => {
    let stored: unknown;
    replica.provider.beforeResponse = async (call) => {
      if (call === 'refund') stored = (await replica.payments.of(chargeOf(1).registrationId)).refund;
    };
    await replica.refundIsDue(dueBack(20_000));
    await replica.settleDue();
    expect(stored).toEqual({ paymentId: attemptId(1), due: 20_000, step: 20_000 });
  });

  it('finds the step in the status after a crash between the refund and its record', async () => {
    const reached = new Promise<void>((crashed) => {
      replica.provider.beforeResponse = (call) => {
        if (call !== 'refund') return Promise.resolve();
        crashed();
        return new Promise(() => undefined);
      };
    });
    await replica.refundIsDue(dueBack(20_000));
    void replica.settleDue();
    await reached;
    await stores.close();
    stores = await openStores(store, clock);
    replica = new PaymentReplica(stores, clock);
    await settleAgain();

    expect(replica.provider.calls).toEqual(['status']);
    expect(await replica.attempt(1)).toMatchObject({ refunded: won(20_000) });
    expect(await books()).toEqual([20_000]);
  });

  it('retries a step that failed until it succeeds, and counts every try', async () => {
    await replica.refundIsDue(dueBack(20_000));
    replica.provider.fails('refund', 2);
    await replica.settleDue();
    expect(await replica.attempt(1)).not.toHaveProperty('refunded');
    expect((await replica.open.count()).refunds).toBe(1);
    await settleAgain(2);

    expect(await replica.attempt(1)).toMatchObject({ refunded: won(20_000) });
    expect(await replica.metrics.text()).toMatch(/sugang_refund_tries_total\{.*outcome="unknown".*\} 2/);
    expect(await books()).toEqual([20_000]);
    expect((await replica.open.count()).refunds).toBe(0);
  });

  it('completes the first step before the next one, also when the total rises during it', async () => {
    await replica.refundIsDue(dueBack(20_000));
    replica.provider.fails('refund', 1);
    await replica.settleDue();
    await replica.registrationEnds(undefined, dueBack(fee.amount));
    await settleAgain(2);

    expect(await books()).toEqual([20_000, 29_000]);
    expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED', refunded: fee });
    expect(replica.provider.callsOf('cancel')).toBe(0);
  });

  it('does not call the provider if the refund schedule retains everything', async () => {
    await replica.registrationEnds(undefined, dueBack(0));
    await settleAgain();

    expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED', refundDue: won(0) });
    expect(replica.provider.calls).toEqual(['charge']);
  });

  it('refunds each part once when two replicas settle concurrently', async () => {
    const other = new PaymentReplica(stores, clock);
    await replica.refundIsDue(dueBack(20_000));
    await Promise.all([replica.settleDue(), other.settleDue(), replica.settleDue()]);

    expect(await books()).toEqual([20_000]);
    expect(replica.provider.callsOf('refund') + other.provider.callsOf('refund')).toBe(1);
  });
});
