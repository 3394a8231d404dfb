import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Database, VersionConflict } from '#persistence';
import { onEveryStore, TestClock } from '#testing';
import { at, attemptId, chargeOf, fee, minasRegistration } from '../../test/cast.js';
import { Desk, openBooks, type Books } from '../../test/payment-desk.js';
import { endPayments } from '../domain/end-payments.js';
import { learnFromProvider } from '../domain/learn-from-provider.js';
import type { Decision } from '../domain/payments-of-registration.js';
import { CardTokenSeal } from './card-token-seal.js';
import { loadPayments, type Loaded } from './load-payments.js';
import { PaymentsOfRegistrationRow } from './payment.row.js';
import { storeAttempts, takeVersion } from './store-payments.js';

const seal = new CardTokenSeal(Buffer.alloc(32, 1));
const clock = new TestClock();
const soon = () => new Date(clock.now().getTime() + 500).toISOString();

/** Stores a decision without taking its version: what the guard keeps from happening. */
const storeUnguarded = (database: Database, loaded: Loaded, decision: Decision) =>
  database.transaction(async ({ manager }) => {
    const { registrationId, overSince } = decision.state;
    if (overSince)
      await manager.update(PaymentsOfRegistrationRow, { registrationId }, { overSince: new Date(overSince) });
    await storeAttempts(manager, loaded, decision, seal, at(0));
  });

const storeOnce = (database: Database, loaded: Loaded, decision: Decision) =>
  database.transaction(async ({ manager }) => {
    await takeVersion(manager, loaded, decision.state);
    await storeAttempts(manager, loaded, decision, seal, at(0));
  });

/** A captured payment that nobody gives back although its registration is over. */
const keptForNothing = async (desk: Desk) => {
  const { overSince, attempts } = await desk.payments.of(minasRegistration);
  return overSince !== null && attempts.some((p) => p.status === 'COMPLETED' && p.cancelRequestedAt === null);
};

onEveryStore('a capture and the end of the registration, decided on the same state', (newStore) => {
  let books: Books;
  let desk: Desk;

  beforeEach(async () => {
    books = await openBooks(newStore(), clock);
    desk = new Desk(books, clock);
    await desk.charge(chargeOf(1, { token: 'tok_error', deadline: soon() }));
  });
  afterEach(() => books.close());

  const loaded = () => books.database.transaction(({ manager }) => loadPayments(manager, minasRegistration));
  const captured = ({ state }: Loaded) => learnFromProvider(state, attemptId(1), { state: 'CAPTURED' }, at(1));
  const over = ({ state }: Loaded) => endPayments(state, at(1));

  it('cannot both be stored: the later one is decided again', async () => {
    const [seenByEnd, seenByCapture] = [await loaded(), await loaded()];
    await storeOnce(books.database, seenByEnd, over(seenByEnd));

    await expect(storeOnce(books.database, seenByCapture, captured(seenByCapture))).rejects.toThrow(VersionConflict);
    await desk.payments.change(minasRegistration, (state) => captured({ state, version: 0 }));
    expect(await keptForNothing(desk)).toBe(false);
  });

  it('cannot both be stored either where the capture is decided on what was stored lately', async () => {
    const { state: lately } = await desk.payments.change(minasRegistration, (state) => ({
      ...captured({ state, version: 0 }),
      state: { ...state },
    }));
    await desk.payments.change(minasRegistration, (state) => over({ state, version: 0 }));
    const seen: (string | null)[] = [];
    await desk.payments.change(
      minasRegistration,
      (state) => {
        seen.push(state.overSince);
        return captured({ state, version: 0 });
      },
      lately,
    );
    expect(seen).toEqual([null, expect.any(String)]);
    expect(await keptForNothing(desk)).toBe(false);
  });

  it('would keep the money without that guard (the test can see it)', async () => {
    const [seenByEnd, seenByCapture] = [await loaded(), await loaded()];
    await storeUnguarded(books.database, seenByEnd, over(seenByEnd));
    await storeUnguarded(books.database, seenByCapture, captured(seenByCapture));

    expect(await keptForNothing(desk)).toBe(true);
  });
});

onEveryStore('captures against ends that happen at once', (newStore) => {
  const ROUNDS = 40;
  let books: Books;
  let desk: Desk;

  beforeEach(async () => {
    books = await openBooks(newStore(), clock);
    desk = new Desk(books, clock);
  });
  afterEach(() => books.close());

  it('leave no captured money behind, whichever comes first', async () => {
    for (let n = 0; n < ROUNDS; n++) {
      const registrationId = `0193a5b0-7c1e-7d4a-9b56-${String(n).padStart(12, '0')}`;
      const request = chargeOf(1, { registrationId, paymentId: registrationId, deadline: soon(), amount: fee });
      await Promise.all([desk.charge(request), desk.registrationEnds(registrationId)]);

      const { overSince, attempts } = await desk.payments.of(registrationId);
      expect(overSince).not.toBeNull();
      for (const payment of attempts) expect(payment.cancelRequestedAt).not.toBeNull();
    }
    while ((await desk.settleDue()) === 'more');
    for (const { state } of await books.ledger.captures()) expect(state).toBe('REFUNDED');
  });
});
