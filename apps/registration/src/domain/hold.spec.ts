import { describe, expect, it } from '@jest/globals';
import {
  algorithms,
  completed,
  confirmed,
  eventNames,
  final,
  held,
  heldUnpaid,
  later,
  refused,
} from '../../test/registration-states.js';
import { decideExpire, decideLectureClosed } from './hold.js';
import { decideConfirm, decideDecline, decideNewAttempt, deferralOf, outcomeOf } from './payment.js';
import type { RegistrationState } from './registration.js';

describe('a hold', () => {
  it('does not expire before its last millisecond has passed', () => {
    expect(decideExpire(held, later(10 - 0.001 / 60))).toEqual({ state: held, events: [] });
  });

  it('expires at holdExpiresAt', () => {
    const decision = decideExpire(held, later(10));
    expect(decision.state).toMatchObject({ status: 'EXPIRED', holdExpiresAt: null, version: 2 });
    expect(eventNames(decision)).toEqual(['registration.expired']);
  });

  it('has ended at holdExpiresAt, however late the sweep runs', () => {
    expect(decideExpire(held, later(60)).state.endedAt).toBe(later(10).toISOString());
  });

  it('expires immediately when the lecture is closed', () => {
    const decision = decideLectureClosed(held, later(3));
    expect(decision.state).toMatchObject({ status: 'EXPIRED', endedAt: later(3).toISOString() });
    expect(eventNames(decision)).toEqual(['registration.expired']);
  });

  it.each(Object.entries({ confirmed, ...final }))('does not exist for a registration that is %s', (_, state) => {
    expect(decideExpire(state, later(60))).toEqual({ state, events: [] });
    expect(decideLectureClosed(state, later(60))).toEqual({ state, events: [] });
  });
});

describe('a declined attempt on a seat requested with hold', () => {
  const attempt = (n: number) => `0193a5b0-0000-7000-8000-00000000d00${n}`;
  const declined = (state: RegistrationState, n: number) =>
    decideDecline(state, { ...refused, id: attempt(n) }, later(n));
  const tried = (state: RegistrationState, n: number) =>
    decideNewAttempt(state, attempt(n), algorithms, later(n)).state;
  const first = declined(tried(heldUnpaid, 1), 1);

  it('does not end the registration and publishes registration.changed', () => {
    expect(first.state).toMatchObject({
      status: 'AWAITING_PAYMENT',
      holdExpiresAt: heldUnpaid.holdExpiresAt,
      endedAt: null,
      version: 2,
    });
    expect(eventNames(first)).toEqual(['registration.changed']);
  });

  it('is rejected with the time until which the seat is held', () => {
    const { id: registrationId, holdExpiresAt } = heldUnpaid;
    expect(() => outcomeOf(first.state, deferralOf(first.state))).toThrow(
      expect.objectContaining({
        code: 'PAYMENT_DECLINED',
        extensions: expect.objectContaining({ registrationId, holdExpiresAt }) as object,
      }),
    );
  });

  it('counts once when its response and its event arrive, and not when it is no longer the current attempt', () => {
    expect(eventNames(declined(first.state, 1))).toEqual([]);
    expect(eventNames(declined(tried(first.state, 2), 1))).toEqual([]);
  });

  it('is followed by another attempt with another card, which confirms the registration', () => {
    const second = tried(first.state, 2);
    expect(second.attempt).toEqual({ number: 2, paymentId: attempt(2), deferred: null });
    expect(decideConfirm(second, { ...completed, id: attempt(2) }, later(2)).state.status).toBe('CONFIRMED');
  });

  it('ends the registration as PAYMENT_DECLINED when it is the third', () => {
    const second = declined(tried(first.state, 2), 2);
    const third = declined(tried(second.state, 3), 3);
    expect(eventNames(second)).toEqual(['registration.changed']);
    expect(third.state).toMatchObject({ status: 'PAYMENT_DECLINED', holdSlot: null, endedAt: later(3).toISOString() });
    expect(eventNames(third)).toEqual(['registration.declined']);
  });
});
