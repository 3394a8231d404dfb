import { describe, expect, it } from '@jest/globals';
import {
  canceledByMina,
  completed,
  confirmed,
  final,
  firstAttempt,
  held,
  later,
  refused,
  secondAttempt,
  told,
  tryingAgain,
} from '../../test/algorithms-101.js';
import { decideConfirm, decideDecline } from './payment-outcome.js';

describe('a completed payment', () => {
  it('confirms the registration that awaits it', () => {
    const decision = decideConfirm(held, completed, later(1));
    expect(decision.state).toMatchObject({
      status: 'CONFIRMED',
      paymentId: firstAttempt,
      holdExpiresAt: null,
      confirmedAt: later(1).toISOString(),
      endedAt: null,
      version: 2,
    });
    expect(told(decision)).toEqual(['registration.confirmed']);
  });

  it('of an earlier attempt confirms as well: money is money', () => {
    const decision = decideConfirm(tryingAgain, completed, later(1));
    expect(decision.state).toMatchObject({ status: 'CONFIRMED', paymentId: firstAttempt });
  });

  it('told a second time changes nothing', () => {
    expect(decideConfirm(confirmed, completed, later(1))).toEqual({ state: confirmed, events: [] });
  });

  it.each(Object.entries(final))('comes too late for a registration that is %s', (_, state) => {
    expect(decideConfirm(state, completed, later(1))).toEqual({ state, events: [] });
  });

  it('comes too late when the hold is over, swept or not', () => {
    const decision = decideConfirm(held, completed, later(10));
    expect(decision.state.status).toBe('EXPIRED');
    expect(told(decision)).toEqual(['registration.expired']);
  });

  it.each([
    ['that is on its way back', { cancelRequestedAt: later(1).toISOString() }],
    ['that was given back', { status: 'CANCELED' }],
    ['of less than the fee', { amount: { amount: 48_999, currency: 'KRW' } }],
    ['for another registration', { registrationId: secondAttempt }],
  ] as const)('%s confirms nothing', (_, change) => {
    expect(told(decideConfirm(held, { ...completed, ...change }, later(1)))).toEqual([]);
  });
});

describe('a declined payment', () => {
  it('ends the registration and releases its seat', () => {
    const decision = decideDecline(held, refused, later(1));
    expect(decision.state).toMatchObject({
      status: 'PAYMENT_DECLINED',
      paymentId: firstAttempt,
      holdExpiresAt: null,
      endedAt: later(1).toISOString(),
      version: 2,
    });
    expect(told(decision)).toEqual(['registration.declined']);
  });

  it('of an earlier attempt is ignored: only the current attempt declines', () => {
    expect(decideDecline(tryingAgain, refused, later(1))).toEqual({ state: tryingAgain, events: [] });
    expect(decideDecline(tryingAgain, { ...refused, id: secondAttempt }, later(1)).state).toMatchObject({
      status: 'PAYMENT_DECLINED',
      paymentId: secondAttempt,
    });
  });

  it.each(Object.entries({ confirmed, ...final }))('is ignored by a registration that is %s', (_, state) => {
    expect(decideDecline(state, refused, later(1))).toEqual({ state, events: [] });
  });

  it('after the end of the hold finds it expired', () => {
    expect(told(decideDecline(held, refused, later(11)))).toEqual(['registration.expired']);
  });

  it('is no completed one: what only looks like one declines nothing', () => {
    expect(told(decideDecline(held, completed, later(1)))).toEqual([]);
    expect(told(decideConfirm(held, refused, later(1)))).toEqual([]);
  });

  it('never reopens what is over', () => {
    expect(decideConfirm(canceledByMina, completed, later(2)).state.status).toBe('CANCELED');
  });
});
