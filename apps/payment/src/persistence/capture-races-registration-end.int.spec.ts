import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Database, VersionConflict } from '#persistence';
import { onEveryStore, TestClock } from '#testing';
import { at, attemptId, chargeOf, fee, minasRegistration } from '../../test/cast.js';
import { PaymentReplica, openStores, type Stores } from '../../test/payment-replica.js';
import { endPayments } from '../domain/end-payments.js';
import { applyProviderResult } from '../domain/apply-provider-result.js';
import type { Decision } from '../domain/payments-of-registration.js';
import { CardTokenSeal } from './card-token-seal.js';
import type { LoadedPayments } from './gathered-payments.js';
import { PaymentsOfRegistrationRow } from './payment-store.js';
import { incrementVersion, loadPayments, storeAttempts } from './typeorm-payments.js';

const seal = new CardTokenSeal(Buffer.alloc(32, 1));
const clock = new TestClock();

/** Stores a decision without the version guard. */
const storeUnguarded = (database: Database, loaded: LoadedPayments, decision: Decision) =>
  database.transaction(async ({ manager }) => {
    const { registrationId, overSince } = decision.state;
    if (overSince)
      await manager.update(PaymentsOfRegistrationRow, { registrationId }, { overSince: new Date(overSince) });
    await storeAttempts(manager, loaded, decision, seal, at(0));
  });

const storeOnce = (database: Database, loaded: LoadedPayments, decision: Decision) =>
  database.transaction(async ({ manager }) => {
    await incrementVersion(manager, loaded, decision.state);
    await storeAttempts(manager, loaded, decision, seal, at(0));
  });

/** A captured payment of an ended registration without a refund request. */
const hasUnrefundedCapture = async (replica: PaymentReplica) => {
  const { overSince, attempts } = await replica.payments.of(minasRegistration);
  return overSince !== null && attempts.some((p) => p.status === 'COMPLETED' && p.cancelRequestedAt === null);
};

onEveryStore('a capture and the end of the registration that are based on the same state', (newStore) => {
  let stores: Stores;
  let replica: PaymentReplica;

  beforeEach(async () => {
    stores = await openStores(newStore(), clock);
    replica = new PaymentReplica(stores, clock);
    await replica.charge(chargeOf(1, { token: 'tok_error' }));
  });
  afterEach(() => stores.close());

  const loaded = () => stores.database.transaction(({ manager }) => loadPayments(manager, minasRegistration));
  const captured = ({ state }: LoadedPayments) =>
    applyProviderResult(state, attemptId(1), { state: 'CAPTURED' }, at(1));
  const over = ({ state }: LoadedPayments) => endPayments(state, at(1));

  it('cannot both be stored: the later decision is repeated', async () => {
    const [loadedByEnd, loadedByCapture] = [await loaded(), await loaded()];
    await storeOnce(stores.database, loadedByEnd, over(loadedByEnd));

    await expect(storeOnce(stores.database, loadedByCapture, captured(loadedByCapture))).rejects.toThrow(
      VersionConflict,
    );
    await replica.payments.change(minasRegistration, (state) => captured({ state, version: 0 }));
    expect(await hasUnrefundedCapture(replica)).toBe(false);
  });

  it('leave an unrefunded capture without the version guard (negative control)', async () => {
    const [loadedByEnd, loadedByCapture] = [await loaded(), await loaded()];
    await storeUnguarded(stores.database, loadedByEnd, over(loadedByEnd));
    await storeUnguarded(stores.database, loadedByCapture, captured(loadedByCapture));

    expect(await hasUnrefundedCapture(replica)).toBe(true);
  });
});

onEveryStore('concurrent captures and registration ends', (newStore) => {
  const REPETITIONS = 40;
  let stores: Stores;
  let replica: PaymentReplica;

  beforeEach(async () => {
    stores = await openStores(newStore(), clock);
    replica = new PaymentReplica(stores, clock);
  });
  afterEach(() => stores.close());

  it('leave no unrefunded capture, whichever comes first', async () => {
    for (let n = 0; n < REPETITIONS; n++) {
      const registrationId = `0193a5b0-7c1e-7d4a-9b56-${String(n).padStart(12, '0')}`;
      const request = chargeOf(1, { registrationId, paymentId: registrationId, amount: fee });
      await Promise.all([replica.charge(request), replica.registrationEnds(registrationId)]);

      const { overSince, attempts } = await replica.payments.of(registrationId);
      expect(overSince).not.toBeNull();
      for (const payment of attempts) expect(payment.cancelRequestedAt).not.toBeNull();
    }
    while ((await replica.settleDue()) === 'more');
    for (const { state } of await stores.ledger.captures()) expect(state).toBe('REFUNDED');
  });
});
