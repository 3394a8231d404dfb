import { describe, expect, it } from '@jest/globals';
import { at, attemptId, instant, minasRegistration } from '../../test/cast.js';
import {
  after,
  attemptStarts,
  attemptIn,
  voidRequested,
  providerReports,
  registrationEnds,
  eventsOf,
} from '../../test/steps.js';
import { endEarlierAttempt, endPayments } from './end-payments.js';
import { isOpen, noPayments } from './payments-of-registration.js';

const captured = { state: 'CAPTURED' } as const;

describe('endPayments', () => {
  it('records the end of a registration without any charge', () => {
    const decision = endPayments(noPayments(minasRegistration), at(60));

    expect(decision).toEqual({ state: { ...noPayments(minasRegistration), overSince: instant(60) }, events: [] });
  });

  it('requests the refund of a captured payment', () => {
    const decision = registrationEnds(after(attemptStarts(1), providerReports(1, captured)));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'COMPLETED', cancelRequestedAt: instant(60) });
    expect(eventsOf(decision)).toEqual(['payment.completed 1 refund requested']);
  });

  it('requests the void of a pending attempt without publishing an event', () => {
    const decision = registrationEnds(after(attemptStarts(1)));

    expect(attemptIn(decision.state, 1)).toMatchObject({
      status: 'PENDING',
      cancelRequestedAt: instant(60),
      version: 2,
    });
    expect(eventsOf(decision)).toEqual([]);
  });

  it('does not change a declined attempt', () => {
    const state = after(attemptStarts(1), providerReports(1, { state: 'DECLINED', reason: 'no' }));
    const decision = registrationEnds(state);

    expect(decision.state.attempts).toEqual(state.attempts);
    expect(eventsOf(decision)).toEqual([]);
  });

  it('does nothing if the registration has already ended', () => {
    const state = after(attemptStarts(1), registrationEnds);

    expect(endPayments(state, at(99))).toEqual({ state, events: [] });
  });
});

describe('endEarlierAttempt', () => {
  it('requests the void of a pending attempt', () => {
    const decision = voidRequested(1)(after(attemptStarts(1)));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'PENDING', cancelRequestedAt: instant(50) });
    expect(eventsOf(decision)).toEqual([]);
  });

  it('does nothing if the attempt has been captured in the meantime: it pays', () => {
    const state = after(attemptStarts(1), providerReports(1, captured));

    expect(endEarlierAttempt(state, attemptId(1), at(50))).toEqual({ state, events: [] });
  });
});

describe('isOpen', () => {
  it('is true while a capture, void or refund is unconfirmed', () => {
    expect(after(attemptStarts(1)).attempts.some(isOpen)).toBe(true);
    expect(after(attemptStarts(1), providerReports(1, captured), registrationEnds).attempts.some(isOpen)).toBe(true);
  });

  it('is false once the payment pays, is declined or is canceled', () => {
    const answers = [captured, { state: 'DECLINED', reason: 'no' }, { state: 'VOIDED' }] as const;

    for (const answer of answers) {
      expect(after(attemptStarts(1), providerReports(1, answer)).attempts.some(isOpen)).toBe(false);
    }
  });
});
