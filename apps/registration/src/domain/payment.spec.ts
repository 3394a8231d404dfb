import { describe, expect, it } from '@jest/globals';
import {
  algorithms,
  canceledByDrPark,
  canceledByMina,
  completed,
  confirmed,
  declined,
  eventNames,
  expired,
  final,
  firstAttempt,
  held,
  later,
  monday,
  refused,
  rejectionOf,
  secondAttempt,
  inSecondAttempt,
} from '../../test/registration-states.js';
import { decideConfirm, decideDecline, decideDefer, decideNewAttempt, outcomeOf } from './payment.js';

const again = (state = held, now = later(1), lecture = algorithms) =>
  decideNewAttempt(state, secondAttempt, lecture, now);

describe('a new payment attempt', () => {
  it('replaces the previous attempt and publishes no event of its own', () => {
    const decision = again();
    expect(decision.state.attempt).toEqual({ number: 2, paymentId: secondAttempt, deferred: null });
    expect(decision.state).toMatchObject({ status: 'AWAITING_PAYMENT', version: 1 });
    expect(eventNames(decision)).toEqual([]);
  });

  it('records the later start of the first session: the one known before, or the current one', () => {
    const start = (firstSessionAt: string) =>
      again(held, later(1), { ...algorithms, firstSessionAt }).state.firstSessionAt;
    const postponed = later(60, new Date(algorithms.firstSessionAt)).toISOString();
    expect([start(postponed), start(monday.toISOString())]).toEqual([postponed, algorithms.firstSessionAt]);
  });

  it('does not extend the hold', () => {
    expect(again().state.holdExpiresAt).toBe(held.holdExpiresAt);
  });

  it('is rejected after the hold has expired', () => {
    expect(rejectionOf(() => again(expired))).toBe('HOLD_EXPIRED');
  });

  it('expires an overdue hold that the sweep has not reached, and is rejected', () => {
    const decision = again(held, later(10));
    expect(eventNames(decision)).toEqual(['registration.expired']);
    expect(decision.rejection?.code).toBe('HOLD_EXPIRED');
  });

  it('is rejected with less than five seconds of the hold left', () => {
    expect(rejectionOf(() => again(held, later(10 - 4.999 / 60)))).toBe('HOLD_EXPIRED');
    expect(rejectionOf(() => again(held, later(10 - 5 / 60)))).toBe('not rejected');
  });

  it.each([confirmed, declined, canceledByMina, canceledByDrPark])(
    'is rejected for a registration that is $status',
    (state) => {
      expect(rejectionOf(() => again(state))).toBe('NOT_AWAITING_PAYMENT');
    },
  );

  it('expires the hold if the lecture is closed, and is rejected', () => {
    const decision = again(held, later(1), { ...algorithms, status: 'CLOSED' });
    expect(eventNames(decision)).toEqual(['registration.expired']);
    expect(decision.rejection?.code).toBe('HOLD_EXPIRED');
  });

  it('expires the hold if the last session has ended, and is rejected', () => {
    const ended = new Date(algorithms.lastSessionEndsAt!);
    const decision = again({ ...held, holdExpiresAt: later(9, ended).toISOString() }, ended);
    expect(decision.state).toMatchObject({ status: 'EXPIRED', endedAt: ended.toISOString() });
    expect(decision.rejection?.code).toBe('HOLD_EXPIRED');
  });

  it('cancels the registration if the lecture is canceled, and is rejected', () => {
    const decision = again(held, later(1), { ...algorithms, status: 'CANCELED' });
    expect(decision.state).toMatchObject({ status: 'CANCELED', cancelReason: 'LECTURE_CANCELED' });
    expect(decision.rejection?.code).toBe('NOT_AWAITING_PAYMENT');
  });
});

describe('a deferred payment', () => {
  const decision = decideDefer(held, firstAttempt, 'BREAKER_OPEN', later(1));

  it('keeps the seat held and publishes registration.payment-deferred', () => {
    expect(decision.state).toMatchObject({ status: 'AWAITING_PAYMENT', holdExpiresAt: held.holdExpiresAt, version: 2 });
    expect(eventNames(decision)).toEqual(['registration.payment-deferred']);
  });

  it('is published once per attempt', () => {
    expect(eventNames(decideDefer(decision.state, firstAttempt, 'TIMEOUT', later(2)))).toEqual([]);
  });

  it('is published again for a second attempt, with the id of its payment', () => {
    const deferred = decideDefer(again(decision.state).state, secondAttempt, 'TIMEOUT', later(2));
    expect(eventNames(deferred)).toEqual(['registration.payment-deferred']);
    expect(deferred.state).toMatchObject({ paymentId: secondAttempt, version: 3 });
  });

  it('changes nothing if the attempt is no longer the current one', () => {
    expect(decideDefer(inSecondAttempt, firstAttempt, 'TIMEOUT', later(1))).toEqual({
      state: inSecondAttempt,
      events: [],
    });
  });

  it('does not change a registration that an event has confirmed in the meantime', () => {
    expect(decideDefer(confirmed, firstAttempt, 'TIMEOUT', later(1))).toEqual({ state: confirmed, events: [] });
  });

  it('expires an overdue hold instead', () => {
    expect(eventNames(decideDefer(held, firstAttempt, 'TIMEOUT', later(10)))).toEqual(['registration.expired']);
  });
});

describe('a completed payment', () => {
  it('confirms a registration that awaits payment', () => {
    const decision = decideConfirm(held, completed, later(1));
    expect(decision.state).toMatchObject({
      status: 'CONFIRMED',
      paymentId: firstAttempt,
      holdExpiresAt: null,
      confirmedAt: later(1).toISOString(),
      endedAt: null,
      version: 2,
    });
    expect(eventNames(decision)).toEqual(['registration.confirmed']);
  });

  it('confirms the registration even if it belongs to an earlier attempt', () => {
    const decision = decideConfirm(inSecondAttempt, completed, later(1));
    expect(decision.state).toMatchObject({ status: 'CONFIRMED', paymentId: firstAttempt });
  });

  it('changes nothing when it arrives again for a confirmed registration', () => {
    expect(decideConfirm(confirmed, completed, later(1))).toEqual({ state: confirmed, events: [] });
  });

  it.each(Object.entries(final))('does not change a registration that is %s', (_, state) => {
    expect(decideConfirm(state, completed, later(1))).toEqual({ state, events: [] });
  });

  it('does not confirm an overdue hold but expires it', () => {
    const decision = decideConfirm(held, completed, later(10));
    expect(decision.state.status).toBe('EXPIRED');
    expect(eventNames(decision)).toEqual(['registration.expired']);
  });

  it.each([
    ['is being refunded', { cancelRequestedAt: later(1).toISOString() }],
    ['was refunded', { status: 'CANCELED' }],
    ['is less than the fee', { amount: { amount: 48_999, currency: 'KRW' } }],
    ['belongs to another registration', { registrationId: secondAttempt }],
  ] as const)('does not confirm the registration if it %s', (_, change) => {
    expect(eventNames(decideConfirm(held, { ...completed, ...change }, later(1)))).toEqual([]);
  });
});

describe('a declined payment', () => {
  it('declines the registration and releases its seat', () => {
    const decision = decideDecline(held, refused, later(1));
    expect(decision.state).toMatchObject({
      status: 'PAYMENT_DECLINED',
      paymentId: firstAttempt,
      holdExpiresAt: null,
      endedAt: later(1).toISOString(),
      version: 2,
    });
    expect(eventNames(decision)).toEqual(['registration.declined']);
  });

  it('declines the registration only if it belongs to the current attempt', () => {
    expect(decideDecline(inSecondAttempt, refused, later(1))).toEqual({ state: inSecondAttempt, events: [] });
    expect(decideDecline(inSecondAttempt, { ...refused, id: secondAttempt }, later(1)).state).toMatchObject({
      status: 'PAYMENT_DECLINED',
      paymentId: secondAttempt,
    });
  });

  it.each(Object.entries({ confirmed, ...final }))('is ignored for a registration that is %s', (_, state) => {
    expect(decideDecline(state, refused, later(1))).toEqual({ state, events: [] });
  });

  it('expires an overdue hold instead of declining it', () => {
    expect(eventNames(decideDecline(held, refused, later(11)))).toEqual(['registration.expired']);
  });

  it('is matched by status: a completed one declines nothing, a declined one confirms nothing', () => {
    expect(eventNames(decideDecline(held, completed, later(1)))).toEqual([]);
    expect(eventNames(decideConfirm(held, refused, later(1)))).toEqual([]);
  });

  it('has no effect with a status of a later release', () => {
    const unknown = { ...completed, status: 'OF_A_LATER_RELEASE' };
    for (const decide of [decideConfirm, decideDecline])
      expect(decide(held, unknown, monday)).toEqual({ state: held, events: [] });
  });

  it('a canceled registration is not reopened by a completed payment', () => {
    expect(decideConfirm(canceledByMina, completed, later(2)).state.status).toBe('CANCELED');
  });
});

describe('the outcome of a request', () => {
  it('is the confirmed registration', () => {
    expect(outcomeOf(confirmed, 'TIMEOUT')).toEqual({ registration: confirmed, deferred: null });
  });

  it('is the held seat with the reason why its payment is deferred', () => {
    expect(outcomeOf(held, 'BUSY')).toEqual({ registration: held, deferred: 'BUSY' });
  });

  it('presents what the provider did not decide as UNAVAILABLE, or TIMEOUT', () => {
    expect([outcomeOf(held, 'UNKNOWN'), outcomeOf(held, 'NO_RESULT_YET')].map(({ deferred }) => deferred)).toEqual([
      'UNAVAILABLE',
      'TIMEOUT',
    ]);
  });

  it.each([
    ['PAYMENT_DECLINED', final.declined],
    ['HOLD_EXPIRED', final.expired],
    ['REGISTRATION_OVER', final.canceledByMina],
    ['REGISTRATION_OVER', final.canceledByDrPark],
  ])('is the rejection %s once the registration has ended', (code, state) => {
    expect(rejectionOf(() => outcomeOf(state, 'TIMEOUT'))).toBe(code);
  });

  it('says until when the seat is still held after a declined card', () => {
    expect(() => outcomeOf(held, 'DECLINED')).toThrow(
      `PAYMENT_DECLINED: The payment was declined. Your seat is held until ${held.holdExpiresAt}: pay with another card.`,
    );
  });

  it('contains the id of the registration if the payment was declined', () => {
    expect(() => outcomeOf(final.declined, 'TIMEOUT')).toThrow(
      expect.objectContaining({ extensions: { registrationId: final.declined.id } }),
    );
  });
});
