import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { currentContext, inContext } from '#platform';
import { eventually, minutes, onEveryStore, seconds, TestClock, type StoreAddress } from '#testing';
import { attemptId, chargeOf, fee } from '../../test/cast.js';
import { Desk, openBooks, type Books } from '../../test/payment-desk.js';

onEveryStore('settling what is overdue', (newStore) => {
  let store: StoreAddress;
  let clock: TestClock;
  let books: Books;
  let desk: Desk;

  beforeEach(async () => {
    clock = new TestClock();
    store = newStore();
    books = await openBooks(store, clock);
    desk = new Desk(books, clock);
  });
  afterEach(() => books.close());

  const charge = (attempt = 1, token = 'tok_ok', at = desk) =>
    at.charge(chargeOf(attempt, { token, deadline: new Date(clock.now().getTime() + 200).toISOString() }));
  const captures = async () => (await books.ledger.captures()).map(({ key }) => key);

  /** The process dies when the provider has done its work; another one starts over the same files. */
  async function aCrashAfter(call: 'charge' | 'cancel', work: () => Promise<unknown>): Promise<void> {
    const reached = new Promise<void>((died) => {
      desk.provider.beforeAnswer = (made) => {
        if (made === call) died();
        return made === call ? new Promise(() => undefined) : Promise.resolve();
      };
    });
    void work();
    await reached;
    await books.close();
    books = await openBooks(store, clock);
    desk = new Desk(books, clock);
  }

  describe('after a crash between capture and record', () => {
    beforeEach(() => aCrashAfter('charge', () => charge()));

    it('learns by asking that the money was captured, and never charges again', async () => {
      expect(await desk.attempt(1)).toMatchObject({ status: 'PENDING' });
      clock.step(seconds(3));
      await desk.settleDue();

      expect(await desk.attempt(1)).toMatchObject({ status: 'COMPLETED' });
      expect(await desk.told()).toEqual(['payment.completed 1']);
      expect(desk.provider.calls).toEqual(['status']);
      expect(await captures()).toEqual([attemptId(1)]);
    });

    it('refunds it when the registration has ended meanwhile', async () => {
      await desk.registrationEnds();
      await desk.settleDue();

      expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED', completedAt: expect.any(String) });
      expect(await books.ledger.status(attemptId(1))).toEqual({ state: 'REFUNDED' });
    });

    it('answers the student who tries again with the same key', async () => {
      const again = charge();
      clock.step(seconds(3));
      await desk.settleDue();

      expect(await again).toMatchObject({ outcome: 'COMPLETED' });
      expect(await captures()).toEqual([attemptId(1)]);
    });
  });

  it('confirms a refund once, although the process died when the provider had given the money back', async () => {
    await charge();
    await desk.registrationEnds();
    await aCrashAfter('cancel', () => desk.settleDue());
    clock.step(seconds(16));
    await desk.settleDue();

    expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED' });
    expect(await desk.told()).toEqual([
      'payment.completed 1',
      'payment.completed 1 refund requested',
      'payment.canceled 1 refund requested',
    ]);
  });

  it('asks about a pending charge at growing intervals, and never gives it up', async () => {
    await charge(1, 'tok_error');
    for (let second = 0; second < 300; second++) {
      await desk.settleDue();
      clock.step(seconds(1));
    }
    expect(desk.provider.asked('status') - 1).toBe(10);

    await books.ledger.capture(attemptId(1), fee);
    clock.step(minutes(1));
    await desk.settleDue();
    expect(await desk.attempt(1)).toMatchObject({ status: 'COMPLETED' });
  });

  it('refunds without delay what was planned by a clock that was an hour ahead and has been set back', async () => {
    await charge();
    clock.step(minutes(60));
    await desk.registrationEnds();
    clock.step(-minutes(60));
    await desk.settleDue();

    expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED' });
    expect(await books.ledger.status(attemptId(1))).toEqual({ state: 'REFUNDED' });
  });

  it('voids a pending charge whose registration is over', async () => {
    await charge(1, 'tok_error');
    await desk.registrationEnds();
    await desk.settleDue();

    expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED', completedAt: null });
    expect(await books.ledger.status(attemptId(1))).toEqual({ state: 'VOIDED' });
  });

  describe('a refund', () => {
    const refund = () => charge().then(() => desk.registrationEnds());
    const figures = () => desk.metrics.text();

    it('is tried again until it succeeds, visibly, however often it fails', async () => {
      await refund();
      desk.provider.fails('cancel', 25);
      expect(await desk.open.count()).toEqual({ pending: 0, refunds: 1 });

      for (let tries = 0; tries < 26; tries++) {
        expect(await desk.attempt(1)).toMatchObject({ status: 'COMPLETED', cancelRequestedAt: expect.any(String) });
        await desk.settleDue();
        clock.step(minutes(1));
      }

      expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED' });
      expect(await figures()).toContain('sugang_refund_tries_total{outcome="unknown",service="payment"} 25');
      expect(await figures()).toContain('sugang_refund_tries_total{outcome="settled",service="payment"} 1');
      expect(await desk.open.count()).toEqual({ pending: 0, refunds: 0 });
    });

    it('that the provider declines is tried again', async () => {
      await refund();
      const { provider } = desk;
      provider.cancel = () => Promise.resolve({ state: 'CAPTURED' });
      await desk.settleDue();
      expect(await desk.attempt(1)).toMatchObject({ status: 'COMPLETED', version: 3 });

      delete (provider as Partial<typeof provider>).cancel;
      clock.step(seconds(1));
      await desk.settleDue();
      expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED' });
    });

    it('rings the bell, so that it begins at once', async () => {
      let rung = 0;
      desk.bell.onRing(() => rung++);

      await charge();
      expect(rung).toBe(0);
      await desk.registrationEnds();
      expect(rung).toBe(1);
    });

    it('carries the correlation of the change that wanted it', async () => {
      const correlations: string[] = [];
      desk.provider.beforeAnswer = async () => {
        correlations.push(currentContext().correlationId);
      };

      await inContext({ correlationId: 'mina-registers' }, () => charge());
      await inContext({ correlationId: 'mina-cancels', causationId: 'an-event' }, () => desk.registrationEnds());
      await desk.settleDue();

      expect(correlations).toEqual(['mina-registers', 'mina-cancels']);
      expect(await desk.events()).toMatchObject([
        { name: 'payment.completed', correlationid: 'mina-registers' },
        { name: 'payment.completed', correlationid: 'mina-cancels', causationid: 'an-event' },
        { name: 'payment.canceled', correlationid: 'mina-cancels', causationid: 'an-event' },
      ]);
    });
  });

  it('is shared by replicas: each payment is claimed by one of them, and again when that one dies', async () => {
    await charge();
    await desk.registrationEnds();
    const other = new Desk(books, clock);
    const claim = (at: Desk) => at.open.claim(clock.now(), new Date(clock.now().getTime() + seconds(15)), 10);

    const claims = (await Promise.all([claim(desk), claim(other), claim(desk)])).flat();
    expect(claims).toMatchObject([{ checks: 1, payment: { id: attemptId(1) } }]);

    clock.step(seconds(16));
    expect(await claim(other)).toMatchObject([{ checks: 2 }]);
  });

  it('leaves a claim alone that somebody else has taken over', async () => {
    await charge();
    await desk.registrationEnds();
    const until = new Date(clock.now().getTime() + seconds(15));
    const [stale] = await desk.open.claim(clock.now(), until, 1);
    clock.step(seconds(16));
    await desk.open.claim(clock.now(), new Date(clock.now().getTime() + seconds(15)), 1);

    await desk.open.giveBack(stale!, clock.now());
    expect(await desk.open.claim(clock.now(), until, 1)).toEqual([]);
  });

  it('goes on with the others when one fails of the store, and says so', async () => {
    await charge();
    await desk.registrationEnds();
    desk.provider.beforeAnswer = () => Promise.reject(new Error('the store is gone'));

    await expect(desk.settleDue()).rejects.toThrow(AggregateError);
    desk.provider.beforeAnswer = () => Promise.resolve();
    clock.step(seconds(16));
    await eventually(async () => {
      await desk.settleDue();
      expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED' });
    });
  });
});
