import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { isRejection } from '#contracts';
import { CommitUnknown, Database, VersionConflict } from '#persistence';
import { onEveryStore, TestClock } from '#testing';
import { chargeOf } from '../../test/cast.js';
import { PaymentReplica, openStores, type Stores } from '../../test/payment-replica.js';

const FIVE = [0, 1, 2, 3, 4];
const id = (n: number) => `0193a5b0-7c1e-7d4a-9b56-0c8f6e2f4${String(n).padStart(3, '0')}`;
const registration = (n: number) => id(100 + n);

onEveryStore('concurrent charges', (newStore) => {
  let stores: Stores;
  let replica: PaymentReplica;

  beforeEach(async () => {
    const clock = new TestClock();
    stores = await openStores(newStore(), clock);
    replica = new PaymentReplica(stores, clock);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await stores.close();
  });

  const charge = (n: number, { paymentId = id(n), token = 'tok_ok' } = {}) =>
    replica.charge(chargeOf(1, { paymentId, registrationId: registration(n), token }));
  const outcomes = async (charges: ReturnType<typeof charge>[]) =>
    (await Promise.allSettled(charges)).map((settled) => {
      if (settled.status === 'rejected') return isRejection(settled.reason) ? settled.reason.code : settled.reason;
      return settled.value.outcome;
    });
  const onlyFails = (position: number, outcome: string) =>
    FIVE.map((each) => (each === position ? outcome : 'COMPLETED'));
  const captures = async () => (await stores.ledger.captures()).map(({ key }) => key).sort();

  it('are stored in few transactions and captured once each', async () => {
    const alone = jest.spyOn(Database.prototype, 'transaction');
    expect(await outcomes(FIVE.map((n) => charge(n)))).toEqual(FIVE.map(() => 'COMPLETED'));
    expect(alone.mock.calls.length).toBeLessThan(5);
    expect(await captures()).toEqual(FIVE.map(id));
    for (const n of FIVE) {
      const { attempts } = await replica.payments.of(registration(n));
      expect(attempts).toMatchObject([{ id: id(n), status: 'COMPLETED', version: 2 }]);
    }
  });

  it.each(FIVE)('are captured when the one at position %i is declined', async (position) => {
    const charges = FIVE.map((n) => charge(n, n === position ? { token: 'tok_declined' } : {}));
    expect(await outcomes(charges)).toEqual(onlyFails(position, 'DECLINED'));
    expect(await captures()).toEqual(FIVE.filter((n) => n !== position).map(id));
  });

  it.each(FIVE)('are captured when the registration at position %i has ended', async (position) => {
    await replica.registrationEnds(registration(position));
    expect(await outcomes(FIVE.map((n) => charge(n)))).toEqual(onlyFails(position, 'REFUSED'));
    expect(await captures()).toEqual(FIVE.filter((n) => n !== position).map(id));
  });

  it.each(FIVE)('are captured when the payment id at position %i belongs to another registration', async (position) => {
    await charge(50, { paymentId: id(50) });
    const charges = FIVE.map((n) => charge(n, n === position ? { paymentId: id(50) } : {}));
    const expected = onlyFails(position, 'PAYMENT_ID_TAKEN');
    expect(await outcomes(charges)).toEqual(expected);
  });

  it('are stored one by one after a conflict in a batch', async () => {
    jest.spyOn(Database.prototype, 'batch').mockRejectedValueOnce(new VersionConflict('a payment'));
    expect(await outcomes(FIVE.map((n) => charge(n)))).toEqual(FIVE.map(() => 'COMPLETED'));
    expect(await captures()).toEqual(FIVE.map(id));
  });

  it('are not charged when the commit of their intents is unknown, and at most once when they are repeated', async () => {
    const { batch } = Database.prototype;
    jest.spyOn(Database.prototype, 'batch').mockImplementationOnce(async function (this: Database, work) {
      await batch.call(this, work);
      throw new CommitUnknown(new Error('connection lost'));
    });
    const unknown = await outcomes(FIVE.map((n) => charge(n)));
    expect(unknown.every((outcome) => (outcome as unknown) instanceof CommitUnknown)).toBe(true);
    expect(await captures()).toEqual([]);
    await Promise.allSettled(FIVE.map((n) => charge(n)));
    expect((await captures()).length).toBeLessThanOrEqual(5);
  });
});
