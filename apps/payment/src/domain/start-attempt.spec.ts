import { describe, expect, it } from '@jest/globals';
import { at, attemptId, attemptOf, fee, instant, mina, minasRegistration } from '../../test/cast.js';
import { after, attemptBegins, attemptIn, attemptIsToEnd, providerSays, registrationEnds } from '../../test/story.js';
import { noPayments, type PaymentsOfRegistration } from './payments-of-registration.js';
import { startAttempt } from './start-attempt.js';

const starting = (attempt: number, state: PaymentsOfRegistration, seconds = 20) =>
  startAttempt(state, attemptOf(attempt), at(seconds));

describe('starting an attempt to pay', () => {
  it('records the intent before the provider is asked, and tells nobody', () => {
    const decision = starting(1, noPayments(minasRegistration));

    expect(decision.next).toEqual({ kind: 'charge', payment: attemptIn(decision.state, 1) });
    expect(decision.events).toEqual([]);
    expect(attemptIn(decision.state, 1)).toEqual({
      id: attemptId(1),
      registrationId: minasRegistration,
      studentId: mina,
      attempt: 1,
      amount: fee,
      status: 'PENDING',
      method: 'card',
      declineReason: null,
      createdAt: instant(20),
      completedAt: null,
      cancelRequestedAt: null,
      canceledAt: null,
      version: 1,
    });
  });

  it('keeps the card token with the intent', () => {
    expect(starting(1, noPayments(minasRegistration)).cardToken).toEqual({ paymentId: attemptId(1), token: 'tok_ok' });
  });

  it('waits for the charge under way when the same key comes again', () => {
    const state = after(attemptBegins(1));

    expect(starting(1, state)).toEqual({
      state,
      events: [],
      next: { kind: 'wait-for-charge', payment: attemptIn(state, 1) },
    });
  });

  it('is refused when nobody waits for the answer any more', () => {
    const late = startAttempt(noPayments(minasRegistration), attemptOf(1, { deadline: instant(20) }), at(20));

    expect(late.next).toEqual({ kind: 'answer', answer: { outcome: 'REFUSED', reason: 'DEADLINE_PASSED' } });
    expect(late.state.attempts).toEqual([]);
  });

  it('is refused when the registration is over, even before any charge', () => {
    expect(starting(1, after(registrationEnds)).next).toEqual({
      kind: 'answer',
      answer: { outcome: 'REFUSED', reason: 'REGISTRATION_OVER' },
    });
  });

  it('is refused when a later attempt has begun', () => {
    const state = after(attemptBegins(2));

    expect(starting(1, state)).toMatchObject({
      state,
      next: { kind: 'answer', answer: { outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' } },
    });
  });

  it('is refused when another payment has that attempt number', () => {
    const state = after(attemptBegins(1));
    const twin = startAttempt(state, attemptOf(1, { paymentId: attemptId(9) }), at(20));

    expect(twin.next).toMatchObject({ answer: { outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' } });
  });
});

describe('starting another attempt', () => {
  it('ends the pending earlier ones first', () => {
    const state = after(attemptBegins(1));

    expect(starting(2, state)).toEqual({
      state,
      events: [],
      next: { kind: 'end-earlier', attempts: [attemptIn(state, 1)] },
    });
  });

  it('ends an earlier one first whose money is still on its way back', () => {
    const state = after(attemptBegins(1), attemptIsToEnd(1), providerSays(1, { state: 'CAPTURED' }));

    expect(starting(2, state).next).toMatchObject({ kind: 'end-earlier', attempts: [{ attempt: 1 }] });
  });

  it('begins once every earlier one is voided, refunded or declined', () => {
    for (const end of [{ state: 'VOIDED' }, { state: 'REFUNDED' }, { state: 'DECLINED', reason: 'no' }] as const) {
      expect(starting(2, after(attemptBegins(1), providerSays(1, end))).next).toMatchObject({
        kind: 'charge',
        payment: { attempt: 2 },
      });
    }
  });

  it('charges nothing when an earlier one is found captured: that one pays', () => {
    const state = after(attemptBegins(1), providerSays(1, { state: 'CAPTURED' }));

    expect(starting(2, state)).toEqual({
      state,
      events: [],
      next: { kind: 'answer', answer: { outcome: 'COMPLETED', payment: attemptIn(state, 1) } },
    });
  });
});
