import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ChargeAnswer } from '#contracts';
import { eventually, onEveryStore, seconds, TestClock } from '#testing';
import { attemptId, chargeOf, fee, mina, minasRegistration } from '../../test/cast.js';
import { ProviderFault } from '../ports/payment-provider.js';
import { PaymentReplica, openStores, type Stores } from '../../test/payment-replica.js';

onEveryStore('ChargeRegistration', (newStore) => {
  let clock: TestClock;
  let stores: Stores;
  let replica: PaymentReplica;

  beforeEach(async () => {
    clock = new TestClock();
    stores = await openStores(newStore(), clock);
    replica = new PaymentReplica(stores, clock);
  });
  afterEach(() => stores.close());

  const charge = (attempt: number, token = 'tok_ok', withinSeconds = 5, at = replica) =>
    at.charge(chargeOf(attempt, { token }), seconds(withinSeconds));
  const captures = async () => (await stores.ledger.captures()).map(({ key }) => key);

  it('captures the fee, publishes it and answers with the payment', async () => {
    const answer = await charge(1);

    expect(answer).toEqual({ outcome: 'COMPLETED', payment: await replica.attempt(1) });
    expect(await replica.attempt(1)).toMatchObject({ studentId: mina, amount: fee, status: 'COMPLETED', version: 2 });
    expect(await replica.eventSummaries()).toEqual(['payment.completed 1']);
  });

  it('answers a decline with its reason', async () => {
    expect(await charge(1, 'tok_declined')).toMatchObject({
      outcome: 'DECLINED',
      payment: { status: 'DECLINED', declineReason: 'CARD_DECLINED' },
    });
    expect(await captures()).toEqual([]);
  });

  it('captures once for fifty concurrent requests with one key', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => charge(1)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(replica.provider.callsOf('charge')).toBe(1);
    expect(await captures()).toEqual([attemptId(1)]);
    expect(await replica.eventSummaries()).toEqual(['payment.completed 1']);
  });

  it('captures once for fifty concurrent requests with one key on five replicas', async () => {
    const replicas = [replica, ...Array.from({ length: 4 }, () => new PaymentReplica(stores, clock))];
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => charge(1, 'tok_ok', 5, replicas[n % 5])));

    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['COMPLETED']));
    expect(replicas.reduce((sum, { provider }) => sum + provider.callsOf('charge'), 0)).toBe(1);
  });

  it('repeats its answer for a later request with the same key', async () => {
    const first = await charge(1);

    expect(await charge(1, 'tok_declined')).toEqual(first);
    expect(replica.provider.callsOf('charge')).toBe(1);
  });

  it('charges nothing for a caller that has given up before the request is processed', async () => {
    expect(await charge(1, 'tok_ok', 0)).toEqual({ outcome: 'REFUSED', reason: 'DEADLINE_PASSED' });
    expect(replica.provider.calls).toEqual([]);
    expect(await replica.attempt(1)).toBeUndefined();
  });

  it('answers with a settled payment even if the caller has given up', async () => {
    await charge(1);

    expect(await charge(1, 'tok_ok', -1)).toMatchObject({ outcome: 'COMPLETED' });
  });

  it('answers UNKNOWN when its caller gives up and completes the charge afterwards (tok_slow)', async () => {
    expect(await charge(1, 'tok_slow', 0.1)).toEqual({ outcome: 'UNKNOWN', reason: 'NO_ANSWER_YET' });
    expect(await replica.attempt(1)).toMatchObject({ status: 'PENDING' });

    await eventually(async () => expect(await replica.attempt(1)).toMatchObject({ status: 'COMPLETED' }));
    expect(await replica.eventSummaries()).toEqual(['payment.completed 1']);
  });

  describe('while another replica is charging the same key', () => {
    let respond: () => void;
    let first: Promise<ChargeAnswer>;
    let other: PaymentReplica;

    beforeEach(async () => {
      const responded = new Promise<void>((resolve) => (respond = resolve));
      replica.provider.beforeResponse = () => responded;
      other = new PaymentReplica(stores, clock);
      first = charge(1, 'tok_ok', 60);
      await eventually(async () => expect(await replica.attempt(1)).toBeDefined());
    });
    afterEach(() => expect(other.provider.calls).toEqual([]));

    it('waits for that charge instead of charging again', async () => {
      expect(await charge(1, 'tok_ok', 0.1, other)).toEqual({ outcome: 'UNKNOWN', reason: 'NO_ANSWER_YET' });
      const second = charge(1, 'tok_ok', 60, other);
      respond();
      expect(await second).toEqual(await first);
    });

    it('does not call the provider if that charge ends between the two reads of a poll', async () => {
      jest.spyOn(other.open, 'isBeingCharged').mockImplementation(async () => (respond(), await first, false));
      expect(await charge(1, 'tok_ok', 60, other)).toEqual(await first);
    });
  });

  it('answers UNKNOWN after a provider fault and never charges again', async () => {
    expect(await charge(1, 'tok_error')).toEqual({ outcome: 'UNKNOWN', reason: 'PROVIDER_FAULT' });
    expect(await charge(1, 'tok_ok', 60)).toEqual({ outcome: 'UNKNOWN', reason: 'PROVIDER_FAULT' });
    clock.step(seconds(120));
    await replica.settleDue();

    expect(replica.provider.callsOf('charge')).toBe(1);
    expect(await replica.attempt(1)).toMatchObject({ status: 'PENDING' });
  });

  it('queries the status immediately if the response to a charge was lost', async () => {
    replica.provider.beforeResponse = async (call) => {
      if (call === 'charge') throw new ProviderFault('simulated loss of the response');
    };

    expect(await charge(1)).toMatchObject({ outcome: 'COMPLETED' });
    expect(replica.provider.calls).toEqual(['charge', 'status']);
  });

  it('queries the status of an abandoned charge when the same key is requested again', async () => {
    await charge(1, 'tok_error');
    await stores.ledger.capture(attemptId(1), fee);

    expect(await charge(1)).toMatchObject({ outcome: 'COMPLETED' });
    expect(replica.provider.callsOf('charge')).toBe(1);
  });

  it('rejects a key that belongs to another registration', async () => {
    await charge(1);
    const elsewhere = chargeOf(1, { registrationId: attemptId(9) });

    await expect(replica.charge(elsewhere)).rejects.toMatchObject({ code: 'PAYMENT_ID_TAKEN' });
    expect(await captures()).toEqual([attemptId(1)]);
  });

  describe('for a second attempt', () => {
    it('voids a hanging first attempt and charges the second', async () => {
      const first = charge(1, 'tok_hang', 0.05);
      expect(await first).toMatchObject({ outcome: 'UNKNOWN' });

      expect(await charge(2)).toMatchObject({ outcome: 'COMPLETED', payment: { attempt: 2 } });
      expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED', completedAt: null });
      expect(await captures()).toEqual([attemptId(2)]);
      expect(await replica.eventSummaries()).toEqual(['payment.canceled 1 refund requested', 'payment.completed 2']);
      await replica.shutdown.run('work');
    });

    it('answers with the first attempt instead of charging if it turns out to be captured', async () => {
      await loseResponseOfFirstAttempt();

      expect(await charge(2)).toEqual({ outcome: 'COMPLETED', payment: await replica.attempt(1) });
      expect(await replica.attempt(2)).toBeUndefined();
      expect(await captures()).toEqual([attemptId(1)]);
    });

    it('charges nothing while the result of the first attempt is unknown', async () => {
      await loseResponseOfFirstAttempt();
      replica.provider.fails('status', 1);

      expect(await charge(2)).toEqual({ outcome: 'UNKNOWN', reason: 'EARLIER_ATTEMPT_UNKNOWN' });
      expect(replica.provider.callsOf('charge')).toBe(1);
    });

    it('charges nothing while the first attempt cannot be voided, and succeeds on a later retry', async () => {
      await charge(1, 'tok_error');
      replica.provider.fails('cancel', 1);

      expect(await charge(2)).toEqual({ outcome: 'UNKNOWN', reason: 'EARLIER_ATTEMPT_UNKNOWN' });
      expect(await charge(2)).toMatchObject({ outcome: 'COMPLETED', payment: { attempt: 2 } });
    });

    it('refunds a first attempt that is captured while being voided, without confirming the registration', async () => {
      const { provider } = replica;
      await charge(1, 'tok_error');
      provider.beforeResponse = async (call, key) => {
        if (call === 'status') await stores.ledger.capture(key, fee);
      };

      expect(await charge(2)).toMatchObject({ outcome: 'COMPLETED', payment: { attempt: 2 } });
      expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED' });
      expect((await replica.eventSummaries()).filter((event) => event.startsWith('payment.completed'))).toEqual([
        'payment.completed 2',
      ]);
    });

    it('answers a late request for the first attempt with the payment of the second', async () => {
      await charge(2);

      expect(await charge(1)).toMatchObject({ outcome: 'COMPLETED', payment: { attempt: 2 } });
      expect(await captures()).toEqual([attemptId(2)]);
    });

    /** The provider has captured, but payment got neither the response nor a status. */
    async function loseResponseOfFirstAttempt() {
      replica.provider.fails('status', 1);
      replica.provider.beforeResponse = async (call) => {
        if (call === 'charge') throw new ProviderFault('simulated loss of the response');
      };
      expect(await charge(1)).toEqual({ outcome: 'UNKNOWN', reason: 'PROVIDER_FAULT' });
      replica.provider.beforeResponse = () => Promise.resolve();
    }
  });

  describe('for an ended registration', () => {
    it('refuses the request, even before any charge', async () => {
      await replica.registrationEnds();

      expect(await charge(1)).toEqual({ outcome: 'REFUSED', reason: 'REGISTRATION_OVER' });
      expect(replica.provider.calls).toEqual([]);
    });

    it('refunds a capture that arrives after the end', async () => {
      replica.provider.beforeResponse = async (call) => {
        if (call === 'charge') await replica.registrationEnds();
      };

      expect(await charge(1)).toEqual({ outcome: 'REFUSED', reason: 'REGISTRATION_OVER' });
      await replica.settleDue();

      expect(await replica.attempt(1)).toMatchObject({ status: 'CANCELED', completedAt: expect.any(String) });
      expect(await replica.eventSummaries()).toEqual([
        'payment.completed 1 refund requested',
        'payment.canceled 1 refund requested',
      ]);
      expect(await stores.ledger.status(attemptId(1))).toEqual({ state: 'REFUNDED' });
    });
  });

  it('separates the payments of different registrations', async () => {
    await charge(1);

    expect(await replica.payments.of(attemptId(9))).toEqual({
      registrationId: attemptId(9),
      overSince: null,
      refund: null,
      attempts: [],
    });
    expect((await replica.payments.of(minasRegistration)).attempts).toHaveLength(1);
  });
});
