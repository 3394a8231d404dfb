import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ChargeAnswer } from '#contracts';
import { eventually, onEveryStore, seconds, TestClock } from '#testing';
import { attemptId, chargeOf, fee, mina, minasRegistration } from '../../test/cast.js';
import { Desk, openBooks, type Books } from '../../test/payment-desk.js';

onEveryStore('charging for a registration', (newStore) => {
  let clock: TestClock;
  let books: Books;
  let desk: Desk;

  beforeEach(async () => {
    clock = new TestClock();
    books = await openBooks(newStore(), clock);
    desk = new Desk(books, clock);
  });
  afterEach(() => books.close());

  const inSeconds = (count: number) => new Date(clock.now().getTime() + seconds(count)).toISOString();
  const charge = (attempt: number, token = 'tok_ok', waits = 5, at = desk) =>
    at.charge(chargeOf(attempt, { token, deadline: inSeconds(waits) }));
  const captures = async () => (await books.ledger.captures()).map(({ key }) => key);

  it('captures the fee, tells it and answers with the payment', async () => {
    const answer = await charge(1);

    expect(answer).toEqual({ outcome: 'COMPLETED', payment: await desk.attempt(1) });
    expect(await desk.attempt(1)).toMatchObject({ studentId: mina, amount: fee, status: 'COMPLETED', version: 2 });
    expect(await desk.told()).toEqual(['payment.completed 1']);
  });

  it('answers a decline with its reason', async () => {
    expect(await charge(1, 'tok_declined')).toMatchObject({
      outcome: 'DECLINED',
      payment: { status: 'DECLINED', declineReason: 'CARD_DECLINED' },
    });
    expect(await captures()).toEqual([]);
  });

  it('captures once when one key is charged fifty times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => charge(1)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(desk.provider.asked('charge')).toBe(1);
    expect(await captures()).toEqual([attemptId(1)]);
    expect(await desk.told()).toEqual(['payment.completed 1']);
  });

  it('captures once when fifty charges of one key meet on five replicas', async () => {
    const replicas = [desk, ...Array.from({ length: 4 }, () => new Desk(books, clock))];
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => charge(1, 'tok_ok', 5, replicas[n % 5])));

    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['COMPLETED']));
    expect(replicas.reduce((sum, { provider }) => sum + provider.asked('charge'), 0)).toBe(1);
  });

  it('answers the same again when the same key comes later', async () => {
    const first = await charge(1);

    expect(await charge(1, 'tok_declined')).toEqual(first);
    expect(desk.provider.asked('charge')).toBe(1);
  });

  it('does nothing when its deadline has passed before it is picked up', async () => {
    expect(await charge(1, 'tok_ok', 0)).toEqual({ outcome: 'REFUSED', reason: 'DEADLINE_PASSED' });
    expect(desk.provider.calls).toEqual([]);
    expect(await desk.attempt(1)).toBeUndefined();
  });

  it('tells the truth about a payment that is settled already, however late it is asked', async () => {
    await charge(1);

    expect(await charge(1, 'tok_ok', -1)).toMatchObject({ outcome: 'COMPLETED' });
  });

  it('is UNKNOWN after its deadline, and works on: tok_slow completes when nobody waits any more', async () => {
    expect(await charge(1, 'tok_slow', 0.1)).toEqual({ outcome: 'UNKNOWN', reason: 'NO_ANSWER_YET' });
    expect(await desk.attempt(1)).toMatchObject({ status: 'PENDING' });

    await eventually(async () => expect(await desk.attempt(1)).toMatchObject({ status: 'COMPLETED' }));
    expect(await desk.told()).toEqual(['payment.completed 1']);
  });

  describe('while another replica charges', () => {
    let answer: () => void;
    let first: Promise<ChargeAnswer>;
    let other: Desk;

    beforeEach(async () => {
      const answered = new Promise<void>((resolve) => (answer = resolve));
      desk.provider.beforeAnswer = () => answered;
      other = new Desk(books, clock);
      first = charge(1, 'tok_ok', 60);
      await eventually(async () => expect(await desk.attempt(1)).toBeDefined());
    });
    afterEach(() => expect(other.provider.calls).toEqual([]));

    it('is waited for, not charged again', async () => {
      expect(await charge(1, 'tok_ok', 0.1, other)).toEqual({ outcome: 'UNKNOWN', reason: 'NO_ANSWER_YET' });
      const second = charge(1, 'tok_ok', 60, other);
      answer();
      expect(await second).toEqual(await first);
    });

    it('asks the provider nothing when that charge ends between two looks', async () => {
      jest.spyOn(other.open, 'isBeingCharged').mockImplementation(async () => (answer(), await first, false));
      expect(await charge(1, 'tok_ok', 60, other)).toEqual(await first);
    });
  });

  it('is UNKNOWN at a provider fault, and never charged again by itself', async () => {
    expect(await charge(1, 'tok_error')).toEqual({ outcome: 'UNKNOWN', reason: 'PROVIDER_FAULT' });
    expect(await charge(1, 'tok_ok', 60)).toEqual({ outcome: 'UNKNOWN', reason: 'PROVIDER_FAULT' });
    clock.step(seconds(120));
    await desk.settleDue();

    expect(desk.provider.asked('charge')).toBe(1);
    expect(await desk.attempt(1)).toMatchObject({ status: 'PENDING' });
  });

  it('asks at once what became of a charge whose answer was lost', async () => {
    desk.provider.beforeAnswer = async (call) => {
      if (call === 'charge') throw new (await import('./payment-provider.js')).ProviderFault('the answer was lost');
    };

    expect(await charge(1)).toMatchObject({ outcome: 'COMPLETED' });
    expect(desk.provider.calls).toEqual(['charge', 'status']);
  });

  it('finds out at once, when the same key comes again, what became of a charge that nobody works on', async () => {
    await charge(1, 'tok_error');
    await books.ledger.capture(attemptId(1), fee);

    expect(await charge(1)).toMatchObject({ outcome: 'COMPLETED' });
    expect(desk.provider.asked('charge')).toBe(1);
  });

  it('belongs to one registration: a key cannot be used for another', async () => {
    await charge(1);
    const elsewhere = chargeOf(1, { registrationId: attemptId(9), deadline: inSeconds(5) });

    await expect(desk.charge(elsewhere)).rejects.toThrow();
    expect(await captures()).toEqual([attemptId(1)]);
  });

  describe('a second time', () => {
    it('voids the first attempt, which still hangs, and charges the second', async () => {
      const first = charge(1, 'tok_hang', 0.05);
      expect(await first).toMatchObject({ outcome: 'UNKNOWN' });

      expect(await charge(2)).toMatchObject({ outcome: 'COMPLETED', payment: { attempt: 2 } });
      expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED', completedAt: null });
      expect(await captures()).toEqual([attemptId(2)]);
      expect(await desk.told()).toEqual(['payment.canceled 1 refund requested', 'payment.completed 2']);
      await desk.shutdown.run('work');
    });

    it('charges nothing when the first attempt is found captured: that one pays', async () => {
      await aFirstAttemptWhoseAnswerIsLost();

      expect(await charge(2)).toEqual({ outcome: 'COMPLETED', payment: await desk.attempt(1) });
      expect(await desk.attempt(2)).toBeUndefined();
      expect(await captures()).toEqual([attemptId(1)]);
    });

    it('charges nothing while nobody knows about the first attempt', async () => {
      await aFirstAttemptWhoseAnswerIsLost();
      desk.provider.fails('status', 1);

      expect(await charge(2)).toEqual({ outcome: 'UNKNOWN', reason: 'EARLIER_ATTEMPT_UNKNOWN' });
      expect(desk.provider.asked('charge')).toBe(1);
    });

    it('charges nothing while the first attempt cannot be voided, and the same request goes on later', async () => {
      await charge(1, 'tok_error');
      desk.provider.fails('cancel', 1);

      expect(await charge(2)).toEqual({ outcome: 'UNKNOWN', reason: 'EARLIER_ATTEMPT_UNKNOWN' });
      expect(await charge(2)).toMatchObject({ outcome: 'COMPLETED', payment: { attempt: 2 } });
    });

    it('refunds a first attempt that is captured while it is being voided, and it confirms nothing', async () => {
      const { provider } = desk;
      await charge(1, 'tok_error');
      provider.beforeAnswer = async (call, key) => {
        if (call === 'status') await books.ledger.capture(key, fee);
      };

      expect(await charge(2)).toMatchObject({ outcome: 'COMPLETED', payment: { attempt: 2 } });
      expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED' });
      expect((await desk.told()).filter((event) => event.startsWith('payment.completed'))).toEqual([
        'payment.completed 2',
      ]);
    });

    it('refuses the first attempt from then on', async () => {
      await charge(2);

      expect(await charge(1)).toMatchObject({ outcome: 'COMPLETED', payment: { attempt: 2 } });
      expect(await captures()).toEqual([attemptId(2)]);
    });

    /** The provider has the money, and payment could neither hear nor ask. */
    async function aFirstAttemptWhoseAnswerIsLost() {
      const { ProviderFault } = await import('./payment-provider.js');
      desk.provider.fails('status', 1);
      desk.provider.beforeAnswer = async (call) => {
        if (call === 'charge') throw new ProviderFault('the answer was lost');
      };
      expect(await charge(1)).toEqual({ outcome: 'UNKNOWN', reason: 'PROVIDER_FAULT' });
      desk.provider.beforeAnswer = () => Promise.resolve();
    }
  });

  describe('when the registration is over', () => {
    it('is refused, even before any charge', async () => {
      await desk.registrationEnds();

      expect(await charge(1)).toEqual({ outcome: 'REFUSED', reason: 'REGISTRATION_OVER' });
      expect(desk.provider.calls).toEqual([]);
    });

    it('is refunded when the capture comes late', async () => {
      desk.provider.beforeAnswer = async (call) => {
        if (call === 'charge') await desk.registrationEnds();
      };

      expect(await charge(1)).toEqual({ outcome: 'REFUSED', reason: 'REGISTRATION_OVER' });
      await desk.settleDue();

      expect(await desk.attempt(1)).toMatchObject({ status: 'CANCELED', completedAt: expect.any(String) });
      expect(await desk.told()).toEqual([
        'payment.completed 1 refund requested',
        'payment.canceled 1 refund requested',
      ]);
      expect(await books.ledger.status(attemptId(1))).toEqual({ state: 'REFUNDED' });
    });
  });

  it('knows the payments of one registration only', async () => {
    await charge(1);

    expect(await desk.payments.of(attemptId(9))).toEqual({
      registrationId: attemptId(9),
      overSince: null,
      attempts: [],
    });
    expect((await desk.payments.of(minasRegistration)).attempts).toHaveLength(1);
  });
});
