import { describe, expect, it } from '@jest/globals';
import { at, attemptId, attemptOf, instant } from '../../test/cast.js';
import {
  after,
  attemptStarts,
  attemptIn,
  voidRequested,
  providerReports,
  registrationEnds,
  eventsOf,
} from '../../test/steps.js';
import { applyProviderResult } from './apply-provider-result.js';
import { paidBy, type PaymentsOfRegistration } from './payments-of-registration.js';

const captured = { state: 'CAPTURED' } as const;
const declined = { state: 'DECLINED', reason: 'do not honor' } as const;
const voided = { state: 'VOIDED' } as const;
const refunded = { state: 'REFUNDED' } as const;

describe('a captured payment', () => {
  it('becomes COMPLETED and is published', () => {
    const decision = providerReports(1, captured)(after(attemptStarts(1)));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'COMPLETED', completedAt: instant(10), version: 2 });
    expect(decision.events).toEqual([
      { name: 'payment.completed', subject: attemptId(1), sequence: 2, data: attemptIn(decision.state, 1) },
    ]);
  });

  it('is refunded if its registration has ended', () => {
    const decision = providerReports(1, captured)({ ...after(attemptStarts(1)), overSince: instant(5) });

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'COMPLETED', cancelRequestedAt: instant(10) });
    expect(eventsOf(decision)).toEqual(['payment.completed 1 refund requested']);
  });

  it('is refunded if another payment already pays for the registration', () => {
    const paidTwice = withPending(2, after(attemptStarts(1), providerReports(1, captured)));
    const decision = providerReports(2, captured)(paidTwice);

    expect(eventsOf(decision)).toEqual(['payment.completed 2 refund requested']);
    expect(paidBy(decision.state)?.attempt).toBe(1);
  });

  it('is refunded if a later attempt has requested its void', () => {
    const decision = providerReports(1, captured)(after(attemptStarts(1), voidRequested(1)));

    expect(eventsOf(decision)).toEqual(['payment.completed 1 refund requested']);
    expect(attemptIn(decision.state, 1)?.cancelRequestedAt).toBe(instant(50));
  });

  it('requests the void of other pending attempts without publishing an event', () => {
    const decision = providerReports(1, captured)(withPending(2, after(attemptStarts(1))));

    expect(attemptIn(decision.state, 2)).toMatchObject({ status: 'PENDING', cancelRequestedAt: instant(10) });
    expect(eventsOf(decision)).toEqual(['payment.completed 1']);
  });
});

describe('a declined payment', () => {
  it('becomes DECLINED with the reason and is published', () => {
    const decision = providerReports(1, declined)(after(attemptStarts(1)));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'DECLINED', declineReason: 'do not honor' });
    expect(eventsOf(decision)).toEqual(['payment.declined 1']);
  });
});

describe('a voided or refunded payment', () => {
  it('becomes CANCELED without a completion time if it was voided', () => {
    const decision = providerReports(1, voided, 70)(after(attemptStarts(1), registrationEnds));

    expect(attemptIn(decision.state, 1)).toMatchObject({
      status: 'CANCELED',
      completedAt: null,
      canceledAt: instant(70),
    });
    expect(eventsOf(decision)).toEqual(['payment.canceled 1 refund requested']);
  });

  it('becomes CANCELED when its refund is confirmed', () => {
    const decision = providerReports(
      1,
      refunded,
      70,
    )(after(attemptStarts(1), providerReports(1, captured), registrationEnds));

    expect(attemptIn(decision.state, 1)).toMatchObject({
      status: 'CANCELED',
      completedAt: instant(10),
      cancelRequestedAt: instant(60),
      canceledAt: instant(70),
      version: 4,
    });
  });

  it('gets a completion time if the refund is the first evidence of a capture', () => {
    const decision = providerReports(1, refunded, 70)(after(attemptStarts(1), registrationEnds));

    expect(attemptIn(decision.state, 1)).toMatchObject({ status: 'CANCELED', completedAt: instant(70) });
  });

  it('stays COMPLETED if the provider declines the refund, so that the refund is retried', () => {
    const state = after(attemptStarts(1), providerReports(1, captured), registrationEnds);

    expect(providerReports(1, captured, 70)(state)).toEqual({ state, events: [] });
  });
});

describe('a settled payment', () => {
  const settled: Record<string, PaymentsOfRegistration> = {
    completed: after(attemptStarts(1), providerReports(1, captured)),
    declined: after(attemptStarts(1), providerReports(1, declined)),
    canceled: after(attemptStarts(1), registrationEnds, providerReports(1, voided)),
  };

  it.each(Object.keys(settled))('stays %s when results are repeated or contradict it', (name) => {
    const state = settled[name]!;
    const again = name === 'completed' ? [captured, declined] : [captured, declined, voided, refunded];

    for (const answer of again) expect(providerReports(1, answer, 99)(state)).toEqual({ state, events: [] });
  });

  it('is rejected as a fault if it belongs to another registration', () => {
    expect(() => applyProviderResult(settled.completed!, attemptId(9), captured, at(1))).toThrow(/does not belong to/);
  });
});

/** Two pending attempts, which startAttempt prevents; the rules are safe even then. */
const withPending = (attempt: number, state: PaymentsOfRegistration): PaymentsOfRegistration => ({
  ...state,
  attempts: [...state.attempts, { ...after(attemptStarts(1)).attempts[0]!, id: attemptOf(attempt).paymentId, attempt }],
});
