import { describe, expect, it } from '@jest/globals';
import { at, attemptId, attemptOf, instant } from '../../test/cast.js';
import {
  after,
  attemptBegins,
  attemptIn,
  attemptIsToEnd,
  providerSays,
  registrationEnds,
  told,
} from '../../test/story.js';
import { learnFromProvider } from './learn-from-provider.js';
import { paidBy, type PaymentsOfRegistration } from './payments-of-registration.js';

const captured = { state: 'CAPTURED' } as const;
const declined = { state: 'DECLINED', reason: 'do not honor' } as const;
const voided = { state: 'VOIDED' } as const;
const refunded = { state: 'REFUNDED' } as const;

describe('a payment that was captured', () => {
  it('is COMPLETED and told', () => {
    const decision = providerSays(1, captured)(after(attemptBegins(1)));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'COMPLETED', completedAt: instant(10), version: 2 });
    expect(decision.events).toEqual([
      { name: 'payment.completed', subject: attemptId(1), sequence: 2, data: attemptIn(decision.state, 1) },
    ]);
  });

  it('goes back when its registration is over: a late charge loses to a cancel', () => {
    const decision = providerSays(1, captured)({ ...after(attemptBegins(1)), overSince: instant(5) });

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'COMPLETED', cancelRequestedAt: instant(10) });
    expect(told(decision)).toEqual(['payment.completed 1 refund requested']);
  });

  it('goes back when another one pays for the registration already', () => {
    const paidTwice = withPending(2, after(attemptBegins(1), providerSays(1, captured)));
    const decision = providerSays(2, captured)(paidTwice);

    expect(told(decision)).toEqual(['payment.completed 2 refund requested']);
    expect(paidBy(decision.state)?.attempt).toBe(1);
  });

  it('goes back when a later attempt has already asked for its end', () => {
    const decision = providerSays(1, captured)(after(attemptBegins(1), attemptIsToEnd(1)));

    expect(told(decision)).toEqual(['payment.completed 1 refund requested']);
    expect(attemptIn(decision.state, 1)?.cancelRequestedAt).toBe(instant(50));
  });

  it('puts an end to whatever else is pending, which is nobody else’s business', () => {
    const decision = providerSays(1, captured)(withPending(2, after(attemptBegins(1))));

    expect(attemptIn(decision.state, 2)).toMatchObject({ status: 'PENDING', cancelRequestedAt: instant(10) });
    expect(told(decision)).toEqual(['payment.completed 1']);
  });
});

describe('a payment that was refused', () => {
  it('is DECLINED with the reason and told', () => {
    const decision = providerSays(1, declined)(after(attemptBegins(1)));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'DECLINED', declineReason: 'do not honor' });
    expect(told(decision)).toEqual(['payment.declined 1']);
  });
});

describe('a payment that was undone', () => {
  it('is CANCELED without ever having been completed when it was voided', () => {
    const decision = providerSays(1, voided, 70)(after(attemptBegins(1), registrationEnds));

    expect(attemptIn(decision.state, 1)).toMatchObject({
      status: 'CANCELED',
      completedAt: null,
      canceledAt: instant(70),
    });
    expect(told(decision)).toEqual(['payment.canceled 1 refund requested']);
  });

  it('is CANCELED when its refund is confirmed', () => {
    const decision = providerSays(
      1,
      refunded,
      70,
    )(after(attemptBegins(1), providerSays(1, captured), registrationEnds));

    expect(attemptIn(decision.state, 1)).toMatchObject({
      status: 'CANCELED',
      completedAt: instant(10),
      cancelRequestedAt: instant(60),
      canceledAt: instant(70),
      version: 4,
    });
  });

  it('says that money had been captured when payment had not heard of it before', () => {
    const decision = providerSays(1, refunded, 70)(after(attemptBegins(1), registrationEnds));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'CANCELED', completedAt: instant(70) });
  });

  it('stays COMPLETED while the provider still holds the money: a declined refund is tried again', () => {
    const state = after(attemptBegins(1), providerSays(1, captured), registrationEnds);

    expect(providerSays(1, captured, 70)(state)).toEqual({ state, events: [] });
  });
});

describe('a settled payment', () => {
  const settled: Record<string, PaymentsOfRegistration> = {
    completed: after(attemptBegins(1), providerSays(1, captured)),
    declined: after(attemptBegins(1), providerSays(1, declined)),
    canceled: after(attemptBegins(1), registrationEnds, providerSays(1, voided)),
  };

  it.each(Object.keys(settled))('stays %s, whatever is told again', (name) => {
    const state = settled[name]!;
    const again = name === 'completed' ? [captured, declined] : [captured, declined, voided, refunded];

    for (const answer of again) expect(providerSays(1, answer, 99)(state)).toEqual({ state, events: [] });
  });

  it('is a fault when it belongs to another registration', () => {
    expect(() => learnFromProvider(settled.completed!, attemptId(9), captured, at(1))).toThrow(/is not one of/);
  });
});

/** Two pending attempts at once: never by our own hand, but money is guarded twice. */
const withPending = (attempt: number, state: PaymentsOfRegistration): PaymentsOfRegistration => ({
  ...state,
  attempts: [...state.attempts, { ...after(attemptBegins(1)).attempts[0]!, id: attemptOf(attempt).paymentId, attempt }],
});
