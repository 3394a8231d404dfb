import { describe, expect, it } from '@jest/globals';
import { attemptId, fee, instant } from '../../test/cast.js';
import {
  after,
  attemptIn,
  attemptStarts,
  eventsOf,
  providerReports,
  refundIsDue,
  refundsListed,
  refundStepStarts,
  registrationEnds,
  registrationEndsWithRefund,
} from '../../test/steps.js';
import { startRefundStep } from './refund-step.js';

const won = (amount: number) => ({ ...fee, amount });
const captured = { state: 'CAPTURED' } as const;
const paid = [attemptStarts(1), providerReports(1, captured)];
const nextStep = (...steps: Parameters<typeof after>) => startRefundStep(after(...steps), attemptId(1)).next;

describe('a partial refund', () => {
  it('is requested up to the published total, while the payment still pays', () => {
    expect(attemptIn(after(...paid, refundIsDue(20_000)), 1)).toMatchObject({
      status: 'COMPLETED',
      cancelRequestedAt: null,
      refundDue: won(20_000),
    });
    expect(nextStep(...paid, refundIsDue(20_000))).toEqual({ kind: 'refund', total: 20_000, amount: 20_000 });
  });

  it('is announced once the provider lists it, and not again', () => {
    const due = after(...paid, refundIsDue(20_000), refundStepStarts);
    const refunded = refundsListed(20_000)(due);
    expect(eventsOf(refunded)).toEqual(['payment.refunded 1']);
    expect(attemptIn(refunded.state, 1)).toMatchObject({ status: 'COMPLETED', refunded: won(20_000) });
    expect(refundsListed(20_000)(refunded.state)).toEqual({ state: refunded.state, events: [] });
  });

  it.each([
    ['a lower total', refundIsDue(10_000)],
    ['the same total', refundIsDue(20_000)],
  ])('ignores %s that arrives late or again', (_, late) => {
    const state = after(...paid, refundIsDue(20_000));
    expect(late(state)).toEqual({ state, events: [] });
  });

  it('takes one step at a time: the next one begins when the provider has listed the first', () => {
    const stepStarted = [...paid, refundIsDue(20_000), refundStepStarts];
    expect(nextStep(...stepStarted, refundIsDue(35_000))).toEqual({ kind: 'refund', total: 20_000, amount: 20_000 });
    expect(nextStep(...stepStarted, refundIsDue(35_000), refundsListed(20_000))).toEqual({
      kind: 'refund',
      total: 35_000,
      amount: 15_000,
    });
  });

  it('continues with the rest when the provider lists more than this store has recorded', () => {
    expect(nextStep(...paid, refundIsDue(35_000), refundStepStarts, refundsListed(20_000))).toEqual({
      kind: 'refund',
      total: 35_000,
      amount: 15_000,
    });
  });

  it('is requested when its total arrives before the capture', () => {
    const state = after(attemptStarts(1), refundIsDue(20_000), providerReports(1, captured));
    expect(attemptIn(state, 1)).toMatchObject({ status: 'COMPLETED', refundDue: won(20_000) });
  });
});

describe('the end of a registration with a refund total', () => {
  it('ends the payment once the total is refunded, although less than the amount', () => {
    const state = after(...paid, registrationEndsWithRefund(20_000), refundStepStarts);
    const refunded = refundsListed(20_000)(state);
    expect(eventsOf(refunded)).toEqual(['payment.canceled 1 refund requested']);
    expect(attemptIn(refunded.state, 1)).toMatchObject({
      status: 'CANCELED',
      refunded: won(20_000),
      canceledAt: instant(70),
    });
  });

  it('ends the payment at once, without a call to the provider, if nothing is due', () => {
    const ended = registrationEndsWithRefund(0)(after(...paid));
    expect(eventsOf(ended)).toEqual(['payment.canceled 1 refund requested']);
    expect(startRefundStep(ended.state, attemptId(1)).next).toEqual({ kind: 'none' });
  });

  it('ends the payment at once if the total has already been refunded', () => {
    const refunded = after(...paid, refundIsDue(20_000), refundStepStarts, refundsListed(20_000));
    expect(eventsOf(registrationEndsWithRefund(20_000)(refunded))).toEqual(['payment.canceled 1 refund requested']);
  });

  it('cancels the whole payment only if everything is due and nothing was refunded before', () => {
    expect(nextStep(...paid, registrationEndsWithRefund(49_000))).toEqual({ kind: 'cancel' });
    expect(nextStep(...paid, registrationEnds)).toEqual({ kind: 'cancel' });
    const partly = [...paid, refundIsDue(20_000), refundStepStarts, refundsListed(20_000)];
    expect(nextStep(...partly, registrationEndsWithRefund(49_000))).toMatchObject({ kind: 'refund', amount: 29_000 });
    expect(nextStep(...partly, registrationEnds)).toMatchObject({ kind: 'refund', total: 49_000, amount: 29_000 });
  });

  it('completes an earlier step first, although everything is due by now', () => {
    const started = [...paid, refundIsDue(20_000), refundStepStarts, registrationEndsWithRefund(49_000)];
    expect(nextStep(...started)).toEqual({ kind: 'refund', total: 20_000, amount: 20_000 });
    const rest = after(...started, refundsListed(20_000), refundStepStarts);
    expect(eventsOf(refundsListed(20_000, 49_000)(rest))).toEqual(['payment.canceled 1 refund requested']);
  });

  it('ignores a lower total of an earlier change that arrives after the end', () => {
    const state = after(...paid, registrationEndsWithRefund(30_000));
    expect(refundIsDue(20_000)(state)).toEqual({ state, events: [] });
  });

  it('refunds a second capture in full, whatever the total of the payment that pays', () => {
    const twice = after(
      attemptStarts(1),
      providerReports(1, captured),
      refundIsDue(20_000),
      (state) => ({
        state: {
          ...state,
          attempts: [...state.attempts, { ...state.attempts[0]!, id: attemptId(2), attempt: 2, status: 'PENDING' }],
        },
        events: [],
      }),
      providerReports(2, captured),
    );
    expect(attemptIn(twice, 2)).toMatchObject({ cancelRequestedAt: instant(10) });
    expect(startRefundStep(twice, attemptId(2)).next).toEqual({ kind: 'cancel' });
  });
});
