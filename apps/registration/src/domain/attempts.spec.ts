import { describe, expect, it } from '@jest/globals';
import {
  algorithms,
  canceledByDrPark,
  canceledByMina,
  confirmed,
  declined,
  expired,
  firstAttempt,
  held,
  later,
  refusalOf,
  secondAttempt,
  told,
  tryingAgain,
} from '../../test/algorithms-101.js';
import { decideDefer, decideNewAttempt } from './attempts.js';

const again = (state = held, now = later(1), lecture = algorithms) =>
  decideNewAttempt(state, secondAttempt, lecture, now);

describe('a new attempt at paying', () => {
  it('takes the place of the one before, and is told with its outcome', () => {
    const decision = again();
    expect(decision.state.attempt).toEqual({ number: 2, paymentId: secondAttempt, deferred: null });
    expect(decision.state).toMatchObject({ status: 'AWAITING_PAYMENT', version: 1 });
    expect(told(decision)).toEqual([]);
  });

  it('does not lengthen the hold', () => {
    expect(again().state.holdExpiresAt).toBe(held.holdExpiresAt);
  });

  it('is refused once the hold has expired', () => {
    expect(refusalOf(() => again(expired))).toBe('HOLD_EXPIRED');
  });

  it('finds the hold over, swept or not: the registration expires and the attempt is refused', () => {
    const decision = again(held, later(10));
    expect(told(decision)).toEqual(['registration.expired']);
    expect(decision.refusal?.code).toBe('HOLD_EXPIRED');
  });

  it('does not start with less than five seconds of the hold left', () => {
    expect(refusalOf(() => again(held, later(10 - 4.999 / 60)))).toBe('HOLD_EXPIRED');
    expect(refusalOf(() => again(held, later(10 - 5 / 60)))).toBe('not refused');
  });

  it.each([confirmed, declined, canceledByMina, canceledByDrPark])(
    'is refused when nothing is awaited any more ($status)',
    (state) => {
      expect(refusalOf(() => again(state))).toBe('NOT_AWAITING_PAYMENT');
    },
  );

  it('finds the lecture closed, and with it the hold over', () => {
    const decision = again(held, later(1), { ...algorithms, status: 'CLOSED' });
    expect(told(decision)).toEqual(['registration.expired']);
    expect(decision.refusal?.code).toBe('HOLD_EXPIRED');
  });

  it('finds the lecture canceled, and is canceled with it', () => {
    const decision = again(held, later(1), { ...algorithms, status: 'CANCELED' });
    expect(decision.state).toMatchObject({ status: 'CANCELED', cancelReason: 'LECTURE_CANCELED' });
    expect(decision.refusal?.code).toBe('NOT_AWAITING_PAYMENT');
  });
});

describe('a payment without an outcome', () => {
  const decision = decideDefer(held, firstAttempt, 'BREAKER_OPEN', later(1));

  it('leaves the seat held, and the student is told to pay later', () => {
    expect(decision.state).toMatchObject({ status: 'AWAITING_PAYMENT', holdExpiresAt: held.holdExpiresAt, version: 2 });
    expect(told(decision)).toEqual(['registration.payment-deferred']);
  });

  it('is told once per attempt', () => {
    expect(told(decideDefer(decision.state, firstAttempt, 'TIMEOUT', later(2)))).toEqual([]);
  });

  it('of a second attempt is told again, and names its payment', () => {
    const deferred = decideDefer(again(decision.state).state, secondAttempt, 'TIMEOUT', later(2));
    expect(told(deferred)).toEqual(['registration.payment-deferred']);
    expect(deferred.state).toMatchObject({ paymentId: secondAttempt, version: 3 });
  });

  it('means nothing once a newer attempt was made', () => {
    expect(decideDefer(tryingAgain, firstAttempt, 'TIMEOUT', later(1))).toEqual({ state: tryingAgain, events: [] });
  });

  it('means nothing to a registration that was confirmed by event in the meantime', () => {
    expect(decideDefer(confirmed, firstAttempt, 'TIMEOUT', later(1))).toEqual({ state: confirmed, events: [] });
  });

  it('after the end of the hold finds it expired', () => {
    expect(told(decideDefer(held, firstAttempt, 'TIMEOUT', later(10)))).toEqual(['registration.expired']);
  });
});
