import { describe, expect, it } from '@jest/globals';
import {
  algorithms,
  firstAttempt,
  later,
  monday,
  openDay,
  refusalOf,
  request,
  told,
} from '../../test/algorithms-101.js';
import { decideRequest } from './request-registration.js';

describe('a student registers for a lecture', () => {
  const { state, events } = decideRequest(algorithms, request, monday);

  it('and gets a seat held for ten minutes, with the first attempt at payment', () => {
    expect(state).toMatchObject({ status: 'AWAITING_PAYMENT', paymentId: firstAttempt, version: 1 });
    expect(state.holdExpiresAt).toBe(later(10).toISOString());
    expect(state.attempt).toEqual({ number: 1, paymentId: firstAttempt, deferred: null });
  });

  it('which is told as requested, with the whole public state and sequence 1', () => {
    const { attempt: _attempt, ...registration } = state;
    expect(events).toEqual([{ name: 'registration.requested', subject: state.id, sequence: 1, data: registration }]);
  });

  it('at the fee of that moment: a later fee does not touch it', () => {
    expect(state.fee).toEqual({ amount: 49_000, currency: 'KRW' });
  });

  it('with a hold of half a minute where the house wants that', () => {
    expect(decideRequest(algorithms, { ...request, holdMinutes: 0.5 }, monday).state.holdExpiresAt).toBe(
      later(0.5).toISOString(),
    );
  });

  it('and is confirmed at once, without any payment, where the lecture is free', () => {
    const free = decideRequest(openDay, { ...request, withPayment: false }, monday);
    expect(free.state).toMatchObject({
      status: 'CONFIRMED',
      paymentId: null,
      attempt: null,
      holdExpiresAt: null,
      confirmedAt: monday.toISOString(),
      version: 1,
    });
    expect(told(free)).toEqual(['registration.confirmed']);
  });
});

describe('a student is refused', () => {
  it('without a word on how to pay, and that is said before anything else', () => {
    const silent = { ...request, withPayment: false };
    expect(refusalOf(() => decideRequest(algorithms, silent, monday))).toBe('INVALID_REQUEST');
    expect(refusalOf(() => decideRequest({ ...algorithms, taken: 30 }, silent, monday))).toBe('INVALID_REQUEST');
  });

  it('when every seat is held or taken', () => {
    const full = { ...algorithms, held: 1, taken: 29 };
    expect(refusalOf(() => decideRequest(full, request, monday))).toBe('LECTURE_FULL');
  });

  it('when a lowered capacity is below the seats given out', () => {
    expect(refusalOf(() => decideRequest({ ...algorithms, capacity: 20 }, request, monday))).toBe('LECTURE_FULL');
  });

  it.each(['CLOSED', 'CANCELED'] as const)('when the lecture is %s, full or not', (status) => {
    const shut = { ...algorithms, status };
    expect(refusalOf(() => decideRequest(shut, request, monday))).toBe('LECTURE_NOT_OPEN');
    expect(refusalOf(() => decideRequest({ ...shut, taken: 30 }, request, monday))).toBe('LECTURE_NOT_OPEN');
  });
});
