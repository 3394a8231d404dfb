import { describe, expect, it } from '@jest/globals';
import { Registration } from '#contracts';
import {
  algorithms,
  confirmed,
  eventNames,
  final,
  firstAttempt,
  held,
  heldUnpaid,
  later,
  monday,
  noHolds,
  openDay,
  rejectionOf,
  request,
} from '../../test/registration-states.js';
import { decideDefer } from './payment.js';
import {
  currentEventOf,
  decideRequest,
  isLive,
  publicStateOf,
  type Deferral,
  type RegistrationState,
} from './registration.js';

describe('a request for a seat', () => {
  const { state, events } = decideRequest(algorithms, request, monday, noHolds);

  it('holds a seat for ten minutes and starts the first payment attempt', () => {
    expect(state).toMatchObject({ status: 'AWAITING_PAYMENT', paymentId: firstAttempt, version: 1 });
    expect(state.holdExpiresAt).toBe(later(10).toISOString());
    expect(state.attempt).toEqual({ number: 1, paymentId: firstAttempt, deferred: null });
  });

  it('publishes registration.requested with the complete public state and sequence 1', () => {
    const { attempt: _1, holdSlot: _2, firstSessionAt: _3, declinedAttempts: _4, ...published } = state;
    const { approvalTerms: _5, ...registration } = published;
    expect(events).toEqual([{ name: 'registration.requested', subject: state.id, sequence: 1, data: registration }]);
  });

  it('freezes the fee of the lecture', () => {
    expect(state.fee).toEqual({ amount: 49_000, currency: 'KRW' });
  });

  it('holds the seat as long as configured, even for half a minute', () => {
    expect(decideRequest(algorithms, { ...request, holdMinutes: 0.5 }, monday, noHolds).state.holdExpiresAt).toBe(
      later(0.5).toISOString(),
    );
  });

  it('with hold holds the seat for the same time and starts no payment attempt', () => {
    expect(heldUnpaid).toEqual({ ...held, paymentId: null, attempt: null, declinedAttempts: 0 });
  });

  it('with hold confirms a free lecture immediately', () => {
    const { state: free } = decideRequest(openDay, { ...request, hold: true }, monday, noHolds);
    expect(free).toMatchObject({ status: 'CONFIRMED', declinedAttempts: null });
  });

  it('confirms a free lecture immediately and without a payment', () => {
    const free = decideRequest(openDay, { ...request, withPayment: false }, monday, noHolds);
    expect(free.state).toMatchObject({
      status: 'CONFIRMED',
      paymentId: null,
      attempt: null,
      holdExpiresAt: null,
      confirmedAt: monday.toISOString(),
      version: 1,
    });
    expect(eventNames(free)).toEqual(['registration.confirmed']);
  });
});

describe('a rejected request for a seat', () => {
  it('is INVALID_REQUEST without a payment method, even if the lecture is full', () => {
    const silent = { ...request, withPayment: false };
    expect(rejectionOf(() => decideRequest(algorithms, silent, monday, noHolds))).toBe('INVALID_REQUEST');
    expect(rejectionOf(() => decideRequest({ ...algorithms, taken: 30 }, silent, monday, noHolds))).toBe(
      'INVALID_REQUEST',
    );
  });

  it('is LECTURE_FULL when every seat is held or taken', () => {
    const full = { ...algorithms, held: 1, taken: 29 };
    expect(rejectionOf(() => decideRequest(full, request, monday, noHolds))).toBe('LECTURE_FULL');
  });

  it('is LECTURE_FULL when a lowered capacity is below the number of assigned seats', () => {
    expect(rejectionOf(() => decideRequest({ ...algorithms, capacity: 20 }, request, monday, noHolds))).toBe(
      'LECTURE_FULL',
    );
  });

  it('is FEE_CHANGED with the current fee when the student expects another one, higher or lower', () => {
    for (const amount of [0, 48_999, 49_001]) {
      const expecting = { ...request, expectedFee: { amount, currency: 'KRW' } as const };
      expect(() => decideRequest(algorithms, expecting, monday, noHolds)).toThrow(
        expect.objectContaining({
          code: 'FEE_CHANGED',
          extensions: expect.objectContaining({ fee: algorithms.fee }),
        }),
      );
    }
    const expecting = { ...request, expectedFee: algorithms.fee };
    expect(rejectionOf(() => decideRequest(openDay, expecting, monday, noHolds))).toBe('FEE_CHANGED');
    expect(rejectionOf(() => decideRequest(algorithms, expecting, monday, noHolds))).toBe('not rejected');
  });

  it('is FEE_CHANGED, not a missing payment, when a lecture is no longer free', () => {
    const free = { ...request, withPayment: false, expectedFee: openDay.fee };
    expect(rejectionOf(() => decideRequest(algorithms, free, monday, noHolds))).toBe('FEE_CHANGED');
    expect(rejectionOf(() => decideRequest({ ...algorithms, status: 'CLOSED' }, free, monday, noHolds))).toBe(
      'LECTURE_NOT_OPEN',
    );
  });

  it.each(['CLOSED', 'CANCELED'] as const)('is LECTURE_NOT_OPEN when the lecture is %s, full or not', (status) => {
    const shut = { ...algorithms, status };
    expect(rejectionOf(() => decideRequest(shut, request, monday, noHolds))).toBe('LECTURE_NOT_OPEN');
    expect(rejectionOf(() => decideRequest({ ...shut, taken: 30 }, request, monday, noHolds))).toBe('LECTURE_NOT_OPEN');
  });

  it('is LECTURE_NOT_OPEN when the last session has ended and the lecture service has not closed the lecture yet', () => {
    const ended = new Date(algorithms.lastSessionEndsAt!);
    expect(rejectionOf(() => decideRequest(algorithms, request, ended, noHolds))).toBe('LECTURE_NOT_OPEN');
    expect(rejectionOf(() => decideRequest(openDay, request, ended, noHolds))).toBe('LECTURE_NOT_OPEN');
  });
});

describe('a registration', () => {
  it('is live until it has ended', () => {
    expect([held, confirmed].map(isLive)).toEqual([true, true]);
    expect(Object.values(final).map(isLive)).toEqual([false, false, false, false]);
  });

  it('has a public state that matches the contract and contains no attempt', () => {
    for (const state of [held, confirmed, ...Object.values(final)]) {
      expect(Registration.strict().parse(publicStateOf(state))).toEqual(publicStateOf(state));
    }
  });

  it('has a public state that says why the payment has no outcome, and only then', () => {
    const deferred = (reason: Deferral) => decideDefer(held, firstAttempt, reason, later(1)).state;
    const shown = (state: RegistrationState) => publicStateOf(state).paymentDeferred;
    expect([deferred('BREAKER_OPEN'), deferred('NO_RESULT_YET'), heldUnpaid].map(shown)).toEqual([
      'BREAKER_OPEN',
      'TIMEOUT',
      'NOT_TRIED',
    ]);
    expect(decideDefer(held, firstAttempt, 'BUSY', later(1)).events[0]!.data).toMatchObject({
      paymentDeferred: 'BUSY',
    });
    for (const state of [held, deferred('DECLINED'), confirmed, ...Object.values(final)])
      expect(publicStateOf(state)).not.toHaveProperty('paymentDeferred');
  });

  it('is re-published with the event of its status and the same sequence', () => {
    const deferred = decideDefer(held, firstAttempt, 'TIMEOUT', later(1)).state;
    const declinedOnce = { ...heldUnpaid, declinedAttempts: 1, version: 2 };
    const states = [
      held,
      deferred,
      declinedOnce,
      { ...deferred, declinedAttempts: 1 },
      confirmed,
      final.declined,
      final.expired,
      final.canceledByMina,
    ];
    expect(states.map(currentEventOf).map(({ name, sequence }) => [name, sequence])).toEqual([
      ['registration.requested', 1],
      ['registration.payment-deferred', 2],
      ['registration.changed', 2],
      ['registration.payment-deferred', 2],
      ['registration.confirmed', 2],
      ['registration.declined', 2],
      ['registration.expired', 2],
      ['registration.canceled', 2],
    ]);
  });
});

describe('an authentication that the bank requires', () => {
  const requireAfter = (deferred: Deferral) => {
    const state: RegistrationState = { ...held, attempt: { ...held.attempt!, deferred }, version: 2 };
    return decideDefer(state, firstAttempt, 'ACTION_REQUIRED', later(2));
  };

  it('is published once, with a higher version, although the first answer of payment was late', () => {
    for (const first of ['TIMEOUT', 'NO_RESULT_YET', 'UNKNOWN', 'UNAVAILABLE', 'BREAKER_OPEN', 'BUSY'] as const) {
      const { events, state } = requireAfter(first);
      expect(events).toMatchObject([
        { name: 'registration.payment-deferred', sequence: 3, data: { paymentDeferred: 'ACTION_REQUIRED' } },
      ]);
      for (const next of ['ACTION_REQUIRED', 'TIMEOUT'] as const)
        expect(decideDefer(state, firstAttempt, next, later(3))).toEqual({ state, events: [] });
    }
  });

  it('does not replace a decline', () => {
    expect(requireAfter('DECLINED').events).toEqual([]);
  });
});
