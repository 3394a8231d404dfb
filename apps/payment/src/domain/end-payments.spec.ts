import { describe, expect, it } from '@jest/globals';
import { at, attemptId, instant, minasRegistration } from '../../test/cast.js';
import {
  after,
  attemptBegins,
  attemptIn,
  attemptIsToEnd,
  providerSays,
  registrationEnds,
  told,
} from '../../test/story.js';
import { endEarlierAttempt, endPayments } from './end-payments.js';
import { isOpen, noPayments } from './payments-of-registration.js';

const captured = { state: 'CAPTURED' } as const;

describe('a registration that is over', () => {
  it('is remembered even before any charge', () => {
    const decision = endPayments(noPayments(minasRegistration), at(60));

    expect(decision).toEqual({ state: { ...noPayments(minasRegistration), overSince: instant(60) }, events: [] });
  });

  it('gets its captured money back', () => {
    const decision = registrationEnds(after(attemptBegins(1), providerSays(1, captured)));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'COMPLETED', cancelRequestedAt: instant(60) });
    expect(told(decision)).toEqual(['payment.completed 1 refund requested']);
  });

  it('has its pending attempt voided, which is not told before the provider has confirmed it', () => {
    const decision = registrationEnds(after(attemptBegins(1)));

    expect(attemptIn(decision.state, 1)).toMatchObject({
      status: 'PENDING',
      cancelRequestedAt: instant(60),
      version: 2,
    });
    expect(told(decision)).toEqual([]);
  });

  it('leaves a declined attempt alone', () => {
    const state = after(attemptBegins(1), providerSays(1, { state: 'DECLINED', reason: 'no' }));
    const decision = registrationEnds(state);

    expect(decision.state.attempts).toEqual(state.attempts);
    expect(told(decision)).toEqual([]);
  });

  it('is over once: a second end changes nothing', () => {
    const state = after(attemptBegins(1), registrationEnds);

    expect(endPayments(state, at(99))).toEqual({ state, events: [] });
  });
});

describe('an earlier attempt that must end', () => {
  it('is to be voided while it is pending', () => {
    const decision = attemptIsToEnd(1)(after(attemptBegins(1)));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'PENDING', cancelRequestedAt: instant(50) });
    expect(told(decision)).toEqual([]);
  });

  it('is kept when its capture was learned in the meantime: that one pays', () => {
    const state = after(attemptBegins(1), providerSays(1, captured));

    expect(endEarlierAttempt(state, attemptId(1), at(50))).toEqual({ state, events: [] });
  });
});

describe('a payment is open', () => {
  it('while the provider has not said whether it is captured, voided or refunded', () => {
    expect(after(attemptBegins(1)).attempts.some(isOpen)).toBe(true);
    expect(after(attemptBegins(1), providerSays(1, captured), registrationEnds).attempts.some(isOpen)).toBe(true);
  });

  it('no longer when it pays, is declined or canceled', () => {
    const answers = [captured, { state: 'DECLINED', reason: 'no' }, { state: 'VOIDED' }] as const;

    for (const answer of answers) {
      expect(after(attemptBegins(1), providerSays(1, answer)).attempts.some(isOpen)).toBe(false);
    }
  });
});
