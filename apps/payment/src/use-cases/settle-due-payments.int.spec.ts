import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { currentContext, inContext } from '#platform';
import { eventually, minutes, onEveryStore, seconds, TestClock, type StoreAddress } from '#testing';
import { attemptId, chargeOf, fee } from '../../test/cast.js';
import { PaymentReplica, openStores, type Stores } from '../../test/payment-replica.js';

onEveryStore('SettleDuePayments', (newStore) => {
  let store: StoreAddress;
  let clock: TestClock;
  let stores: Stores;
  let replica: PaymentReplica;

  beforeEach(async () => {
    clock = new TestClock();
    store = newStore();
    stores = await openStores(store, clock);
    replica = new PaymentReplica(stores, clock);
  });
  afterEach(() => stores.close());

  const charge = (attempt = 1, token = 'tok_ok', at = replica) =>
    at.charge(chargeOf(attempt, { token }), token === 'tok_ok' ? 2_000 : 200);
  const captures = async () => (await stores.ledger.captures()).map(({ key }) => key);

  /** The process crashes after the provider has processed the call; a new one starts on the same stores. */
  async function crashAfter(call: 'charge' | 'cancel', work: () => Promise<unknown>): Promise<void> {
    const reached = new Promise<void>((crashed) => {
      replica.provider.beforeResponse = (made) => {
        if (made === call) crashed();
        return made === call ? new Promise(() => undefined) : Promise.resolve();
      };
    });
    void work();
    await reached;
    await stores.close();
    stores = await openStores(store, clock);
    replica = new PaymentReplica(stores, clock);
  }

  describe('after a crash between the capture and its record', () => {
    beforeEach(() => crashAfter('charge', () => charge()));

    it('records the capture from the status and never charges again', async () => {
      expect(await replica.attempt(1)).toMatchObject({ status: 'PENDING' });
      clock.step(seconds(3));
      await replica.settleDue();

      expect(await replica.attempt(1)).toMatchObject({ status: 'COMPLETED' });
      expect(await replica.eventSummaries()).toEqual(['payment.completed 1']);
      expect(replica.provider.calls).toEqual(['status']);
      expect(await captures()).toEqual([attemptId(1)]);
    });

    it('refunds the capture if the registration has ended in the meantime', async () => {
      await replica.registrationEnds();
      await replica.settleDue();

      expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED', completedAt: expect.any(String) });
      expect(await stores.ledger.status(attemptId(1))).toEqual({ state: 'REFUNDED' });
    });

    it('answers a retry with the same key', async () => {
      const again = charge();
      clock.step(seconds(3));
      await replica.settleDue();

      expect(await again).toMatchObject({ outcome: 'COMPLETED' });
      expect(await captures()).toEqual([attemptId(1)]);
    });
  });

  it('confirms a refund once after a crash between the refund and its record', async () => {
    await charge();
    await replica.registrationEnds();
    await crashAfter('cancel', () => replica.settleDue());
    clock.step(seconds(16));
    await replica.settleDue();

    expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED' });
    expect(await replica.eventSummaries()).toEqual([
      'payment.completed 1',
      'payment.completed 1 refund requested',
      'payment.canceled 1 refund requested',
    ]);
  });

  it('checks a pending charge with exponential backoff and never gives up', async () => {
    await charge(1, 'tok_error');
    for (let second = 0; second < 300; second++) {
      await replica.settleDue();
      clock.step(seconds(1));
    }
    expect(replica.provider.callsOf('status') - 1).toBe(10);

    await stores.ledger.capture(attemptId(1), fee);
    clock.step(minutes(1));
    await replica.settleDue();
    expect(await replica.attempt(1)).toMatchObject({ status: 'COMPLETED' });
  });

  it('refunds immediately if the check was planned by a clock that was an hour ahead and has been set back', async () => {
    await charge();
    clock.step(minutes(60));
    await replica.registrationEnds();
    clock.step(-minutes(60));
    await replica.settleDue();

    expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED' });
    expect(await stores.ledger.status(attemptId(1))).toEqual({ state: 'REFUNDED' });
  });

  it('voids a pending charge whose registration has ended', async () => {
    await charge(1, 'tok_error');
    await replica.registrationEnds();
    await replica.settleDue();

    expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED', completedAt: null });
    expect(await stores.ledger.status(attemptId(1))).toEqual({ state: 'VOIDED' });
  });

  describe('a refund', () => {
    const refund = () => charge().then(() => replica.registrationEnds());
    const metrics = () => replica.metrics.text();

    it('is retried until it succeeds, with metrics for each attempt', async () => {
      await refund();
      replica.provider.fails('cancel', 25);
      expect(await replica.open.count()).toEqual({ pending: 0, refunds: 1 });

      for (let tries = 0; tries < 26; tries++) {
        expect(await replica.attempt(1)).toMatchObject({ status: 'COMPLETED', cancelRequestedAt: expect.any(String) });
        await replica.settleDue();
        clock.step(minutes(1));
      }

      expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED' });
      expect(await metrics()).toContain('sugang_refund_tries_total{outcome="unknown",service="payment"} 25');
      expect(await metrics()).toContain('sugang_refund_tries_total{outcome="settled",service="payment"} 1');
      expect(await replica.open.count()).toEqual({ pending: 0, refunds: 0 });
    });

    it('that the provider declines is retried', async () => {
      await refund();
      const { provider } = replica;
      provider.cancel = () => Promise.resolve({ state: 'CAPTURED' });
      await replica.settleDue();
      expect(await replica.attempt(1)).toMatchObject({ status: 'COMPLETED', version: 3 });

      delete (provider as Partial<typeof provider>).cancel;
      clock.step(seconds(1));
      await replica.settleDue();
      expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED' });
    });

    it('wakes the job after the commit, so that it starts immediately', async () => {
      await charge();
      expect(replica.wokenJobs).toEqual([]);
      await replica.registrationEnds();
      expect(replica.wokenJobs).toEqual(['settle-due-payments']);
    });

    it('succeeds with a provider that is as slow as a charge may be', async () => {
      const slow = new PaymentReplica(stores, clock, { latencyMs: 300, env: { SUGANG_PROVIDER_TIMEOUT_MS: '500' } });
      await charge(1, 'tok_ok', slow);
      await eventually(async () => expect(await slow.attempt(1)).toMatchObject({ status: 'COMPLETED' }));
      await slow.registrationEnds();
      await slow.settleDue();

      expect(await slow.attempt(1)).toMatchObject({ status: 'CANCELED' });
      expect(await stores.ledger.status(attemptId(1))).toEqual({ state: 'REFUNDED' });
    });

    it('is claimed for longer than its call may take, so that no other replica repeats it', async () => {
      await refund();
      const env = { SUGANG_PROVIDER_TIMEOUT_MS: '10000', SUGANG_PROVIDER_CLAIM_MS: '12000' };
      const [slow, other] = [new PaymentReplica(stores, clock, { env }), new PaymentReplica(stores, clock, { env })];
      slow.provider.beforeResponse = async () => {
        clock.step(seconds(10));
        await other.settleDue();
      };
      await slow.settleDue();

      expect(other.provider.calls).toEqual([]);
      expect(await slow.attempt(1)).toMatchObject({ status: 'CANCELED' });
    });

    it('has the correlation id of the change that requested it', async () => {
      const correlations: string[] = [];
      replica.provider.beforeResponse = async () => {
        correlations.push(currentContext().correlationId);
      };

      await inContext({ correlationId: 'mina-registers' }, () => charge());
      await inContext({ correlationId: 'mina-cancels', causationId: 'an-event' }, () => replica.registrationEnds());
      await replica.settleDue();

      expect(correlations).toEqual(['mina-registers', 'mina-cancels']);
      expect(await replica.events()).toMatchObject([
        { name: 'payment.completed', correlationid: 'mina-registers' },
        { name: 'payment.completed', correlationid: 'mina-cancels', causationid: 'an-event' },
        { name: 'payment.canceled', correlationid: 'mina-cancels', causationid: 'an-event' },
      ]);
    });
  });

  it('is shared by replicas: one replica claims a payment, and another one after the claim has expired', async () => {
    await charge();
    await replica.registrationEnds();
    const other = new PaymentReplica(stores, clock);
    const claim = (at: PaymentReplica) => at.open.claim(clock.now(), new Date(clock.now().getTime() + seconds(15)), 10);

    const claims = (await Promise.all([claim(replica), claim(other), claim(replica)])).flat();
    expect(claims).toMatchObject([{ checks: 1, payment: { id: attemptId(1) } }]);

    clock.step(seconds(16));
    expect(await claim(other)).toMatchObject([{ checks: 2 }]);
  });

  it('does not release a claim that another replica has taken over', async () => {
    await charge();
    await replica.registrationEnds();
    const until = new Date(clock.now().getTime() + seconds(15));
    const [stale] = await replica.open.claim(clock.now(), until, 1);
    clock.step(seconds(16));
    await replica.open.claim(clock.now(), new Date(clock.now().getTime() + seconds(15)), 1);

    await replica.open.release(stale!, clock.now());
    expect(await replica.open.claim(clock.now(), until, 1)).toEqual([]);
  });

  it('reports a store failure of one payment and settles it in a later run', async () => {
    await charge();
    await replica.registrationEnds();
    replica.provider.beforeResponse = () => Promise.reject(new Error('simulated store failure'));

    await expect(replica.settleDue()).rejects.toThrow(AggregateError);
    replica.provider.beforeResponse = () => Promise.resolve();
    clock.step(seconds(16));
    await eventually(async () => {
      await replica.settleDue();
      expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED' });
    });
  });
});
