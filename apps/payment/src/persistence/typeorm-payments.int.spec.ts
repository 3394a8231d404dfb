import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onEveryStore, TestClock } from '#testing';
import { attemptId, chargeOf } from '../../test/cast.js';
import { PaymentReplica, openStores, type Stores } from '../../test/payment-replica.js';
import { CardTokenSeal } from './card-token-seal.js';
import { PaymentRow } from './payment-store.js';
import { PaymentResync } from './resync.js';
import { TypeormPaymentHistory } from './typeorm-payment-history.js';

onEveryStore('TypeormPayments', (newStore) => {
  let clock: TestClock;
  let stores: Stores;
  let replica: PaymentReplica;

  beforeEach(async () => {
    clock = new TestClock();
    stores = await openStores(newStore(), clock);
    replica = new PaymentReplica(stores, clock);
  });
  afterEach(() => stores.close());

  const nth = (n: number) => `0193a5b0-7c1e-7d4a-9b56-0c8f6e2f4${String(n).padStart(3, '0')}`;
  const charge = (n: number, token = 'tok_ok') =>
    replica.charge(
      chargeOf(1, {
        paymentId: nth(n),
        registrationId: nth(100 + n),
        token,
      }),
    );
  const sealedToken = async (n: number) =>
    (await stores.database.reader.findOneByOrFail(PaymentRow, { id: nth(n) })).sealedToken;

  describe('the card token', () => {
    it('is stored encrypted while its attempt is pending', async () => {
      await charge(1, 'tok_error');
      const sealed = (await sealedToken(1))!;

      expect(sealed).not.toContain('tok_error');
      expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('tok_error');
      expect(new CardTokenSeal(Buffer.alloc(32, 1)).open(sealed, nth(1))).toBe('tok_error');
    });

    it('is erased once its attempt is completed, declined or canceled', async () => {
      await charge(1, 'tok_ok');
      await charge(2, 'tok_declined');
      await charge(3, 'tok_error');
      await replica.registrationEnds(nth(103));
      expect(await sealedToken(3)).not.toBeNull();
      await replica.settleDue();

      expect(await Promise.all([1, 2, 3].map(sealedToken))).toEqual([null, null, null]);
    });
  });

  it('re-publishes every state page by page, except that of a pending payment', async () => {
    for (const n of [1, 2, 3, 4, 5]) await charge(n, n === 3 ? 'tok_error' : 'tok_ok');
    const payments = new PaymentResync(stores.database);

    const first = await payments.page('', 2);
    const second = await payments.page(first.last!, 2);
    const third = await payments.page(second.last!, 2);

    expect([first, second, third].map(({ events }) => events.map(({ subject }) => subject))).toEqual([
      [nth(1), nth(2)],
      [nth(4), nth(5)],
      [],
    ]);
    expect(third.last).toBeUndefined();
    expect(first.events[0]).toMatchObject({
      name: 'payment.completed',
      sequence: 2,
      data: (await replica.events())[0]!.data,
    });
  });

  it('lists payments newest first, without repeating or skipping payments of the same instant', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) {
      if (n % 2) clock.step(1);
      await charge(n);
    }
    const history = new TypeormPaymentHistory(stores.database);
    const seen: string[] = [];
    for (let page = await history.list({}, undefined, 2); page.length > 0;) {
      seen.push(...page.map(({ id }) => id));
      const { createdAt, id } = page.at(-1)!;
      page = await history.list({}, { createdAt, id }, 2);
    }

    expect(seen).toEqual([6, 5, 4, 3, 2, 1].map(nth));
    expect(await history.list({ registrationId: nth(103) }, undefined, 10)).toMatchObject([{ id: nth(3) }]);
    expect(await history.list({ studentId: attemptId(9) }, undefined, 10)).toEqual([]);
  });

  it('ends the payments of a registration within the surrounding transaction, or not at all', async () => {
    const failing = stores.database.transaction(async () => {
      await replica.registrationEnds(nth(101));
      throw new Error('simulated inbox failure');
    });

    await expect(failing).rejects.toThrow('simulated inbox failure');
    expect(await replica.payments.of(nth(101))).toMatchObject({ overSince: null });
  });
});
