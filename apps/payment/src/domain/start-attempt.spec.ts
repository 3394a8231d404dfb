import { describe, expect, it } from '@jest/globals';
import { at, attemptId, attemptOf, fee, instant, mina, minasRegistration } from '../../test/cast.js';
import { after, attemptStarts, attemptIn, voidRequested, providerReports, registrationEnds } from '../../test/steps.js';
import { noPayments, type PaymentsOfRegistration } from './payments-of-registration.js';
import { chargeAnswerOf, startAttempt } from './start-attempt.js';

const starting = (attempt: number, state: PaymentsOfRegistration, seconds = 20) =>
  startAttempt(state, attemptOf(attempt), at(seconds));

describe('startAttempt', () => {
  it('records the payment as PENDING before the charge, without publishing an event', () => {
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

  it('passes on the card token to be stored with the payment', () => {
    expect(starting(1, noPayments(minasRegistration)).cardToken).toEqual({ paymentId: attemptId(1), token: 'tok_ok' });
  });

  it('waits for the charge in progress when the same key is requested again', () => {
    const state = after(attemptStarts(1));

    expect(starting(1, state)).toEqual({
      state,
      events: [],
      next: { kind: 'wait-for-charge', payment: attemptIn(state, 1) },
    });
  });

  it('refuses a request whose caller has given up', () => {
    const expired = startAttempt(noPayments(minasRegistration), attemptOf(1), at(20), { isLate: true });

    expect(expired.next).toEqual({ kind: 'answer', answer: { outcome: 'REFUSED', reason: 'DEADLINE_PASSED' } });
    expect(expired.state.attempts).toEqual([]);
  });

  it('refuses a request for an ended registration, even before any charge', () => {
    expect(starting(1, after(registrationEnds)).next).toEqual({
      kind: 'answer',
      answer: { outcome: 'REFUSED', reason: 'REGISTRATION_OVER' },
    });
  });

  it('refuses an attempt if a later one has started', () => {
    const state = after(attemptStarts(2));

    expect(starting(1, state)).toMatchObject({
      state,
      next: { kind: 'answer', answer: { outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' } },
    });
  });

  it('refuses an attempt number that another payment has', () => {
    const state = after(attemptStarts(1));
    const twin = startAttempt(state, attemptOf(1, { paymentId: attemptId(9) }), at(20));

    expect(twin.next).toMatchObject({ answer: { outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' } });
  });
});

describe('startAttempt for a further attempt', () => {
  it('ends pending earlier attempts first', () => {
    const state = after(attemptStarts(1));

    expect(starting(2, state)).toEqual({
      state,
      events: [],
      next: { kind: 'end-earlier', attempts: [attemptIn(state, 1)] },
    });
  });

  it('ends an earlier attempt first if its refund is unconfirmed', () => {
    const state = after(attemptStarts(1), voidRequested(1), providerReports(1, { state: 'CAPTURED' }));

    expect(starting(2, state).next).toMatchObject({ kind: 'end-earlier', attempts: [{ attempt: 1 }] });
  });

  it('charges once every earlier attempt is voided, refunded or declined', () => {
    for (const end of [{ state: 'VOIDED' }, { state: 'REFUNDED' }, { state: 'DECLINED', reason: 'no' }] as const) {
      expect(starting(2, after(attemptStarts(1), providerReports(1, end))).next).toMatchObject({
        kind: 'charge',
        payment: { attempt: 2 },
      });
    }
  });

  it('answers with an earlier captured attempt instead of charging again', () => {
    const state = after(attemptStarts(1), providerReports(1, { state: 'CAPTURED' }));

    expect(starting(2, state)).toEqual({
      state,
      events: [],
      next: { kind: 'answer', answer: { outcome: 'COMPLETED', payment: attemptIn(state, 1) } },
    });
  });
});

const captured = { state: 'CAPTURED' } as const;
const answer = (attempt: number, state: PaymentsOfRegistration) => chargeAnswerOf(state, attemptId(attempt));

describe('chargeAnswerOf', () => {
  it('is undefined while the result is unknown', () => {
    expect(answer(1, noPayments(minasRegistration))).toBeUndefined();
    expect(answer(1, after(attemptStarts(1)))).toBeUndefined();
  });

  it('is COMPLETED with the captured payment', () => {
    const state = after(attemptStarts(1), providerReports(1, captured));

    expect(answer(1, state)).toEqual({ outcome: 'COMPLETED', payment: attemptIn(state, 1) });
  });

  it('is DECLINED with the declined payment, even if the registration has ended because of it', () => {
    const state = after(attemptStarts(1), providerReports(1, { state: 'DECLINED', reason: 'do not honor' }));

    expect(answer(1, state)).toEqual({ outcome: 'DECLINED', payment: attemptIn(state, 1) });
    expect(answer(1, { ...state, overSince: '2027-03-02T03:01:00.000Z' })).toMatchObject({ outcome: 'DECLINED' });
  });

  it('is REFUSED for an ended registration, even if its refund is in progress', () => {
    const over = { outcome: 'REFUSED', reason: 'REGISTRATION_OVER' };

    expect(answer(1, after(attemptStarts(1), registrationEnds))).toEqual(over);
    expect(answer(1, after(attemptStarts(1), registrationEnds, providerReports(1, captured)))).toEqual(over);
    expect(answer(1, after(attemptStarts(1), providerReports(1, captured), registrationEnds))).toEqual(over);
  });

  it('is REFUSED for an attempt that a later one has ended', () => {
    const outdated = { outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' };

    expect(answer(1, after(attemptStarts(1), voidRequested(1)))).toEqual(outdated);
    expect(answer(1, after(attemptStarts(1), voidRequested(1), providerReports(1, { state: 'VOIDED' })))).toEqual(
      outdated,
    );
  });
});
