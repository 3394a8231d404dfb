import { describe, expect, it } from '@jest/globals';
import type { RegistrationEvent } from './registration.js';
import {
  algorithms,
  confirmed,
  expired,
  held,
  later,
  monday,
  noHolds,
  rejectionOf,
  request,
} from '../../test/registration-states.js';
import { decideGrant } from './cancel-request.js';
import { decideLectureCanceled, decideRemove, decideStudentCancel } from './cancellation.js';
import { quoteRefund, requireExpectedRefund } from './refund-quote.js';
import { decideRequest, type RegistrationState } from './registration.js';

const won = (amount: number) => ({ amount, currency: 'KRW' as const });
const start = new Date(algorithms.firstSessionAt);
const refundTiers = [
  { until: start.toISOString(), refund: '1' },
  { until: later(60, start).toISOString(), refund: '5/6' },
  { until: later(120, start).toISOString(), refund: '1/2' },
];
const tiered: RegistrationState = { ...confirmed, refundTiers };
const terms = { hours: 72 };
const cancel = (state: RegistrationState, now: Date) => decideStudentCancel(state, algorithms, now, terms);
const published = ({ events }: { events: RegistrationEvent[] }) => events.at(-1)!.data.refundDue;
const place = (no: number, canceledAt: string | null = null) => ({
  ...{ no, fee: won(24_500), seat: null, participant: null, canceledAt },
});

describe('the refund schedule of a registration', () => {
  it('is that of the lecture when the seat was held', () => {
    expect(decideRequest({ ...algorithms, refundTiers }, request, monday, noHolds).state).toMatchObject({
      refundTiers,
    });
    expect(decideRequest(algorithms, request, monday, noHolds).state).not.toHaveProperty('refundTiers');
  });
});

describe('a cancellation with a refund schedule', () => {
  it.each([
    [later(-1, start), 49_000],
    [start, 40_834],
    [later(59, start), 40_834],
    [later(60, start), 24_500],
    [later(119, start), 24_500],
  ])('at %s refunds %d won', (now, refund) => {
    expect(published(cancel(tiered, now))).toEqual(won(refund));
  });

  it('is too late once the last tier has ended', () => {
    expect(rejectionOf(() => cancel(tiered, later(120, start)))).toBe('CANCEL_TOO_LATE');
  });

  it('adds to the refund of places canceled earlier, and never exceeds what was paid', () => {
    const partly = { ...tiered, places: [place(1, monday.toISOString()), place(2)] };
    expect(published(cancel({ ...partly, refundDue: won(24_500) }, start))).toEqual(won(24_500 + 20_417));
    expect(published(cancel({ ...partly, refundDue: won(49_000) }, start))).toEqual(won(49_000));
  });

  it('publishes no total without a schedule, without a payment and for a hold: everything is refunded', () => {
    expect(published(cancel(confirmed, monday))).toBeUndefined();
    expect(published(cancel({ ...tiered, paymentId: null }, monday))).toBeUndefined();
    expect(published(cancel({ ...held, refundTiers }, later(1)))).toBeUndefined();
  });
});

describe('a cancellation by the instructor or of the lecture', () => {
  const partly = { ...tiered, refundDue: won(20_417) };

  it('refunds everything, including what was retained for places canceled earlier', () => {
    const removed = decideRemove(partly, { by: 'park', note: 'Not enrolled.' }, later(90, start));
    expect(published(removed)).toEqual(won(49_000));
    expect(published(decideLectureCanceled(partly, later(90, start)))).toEqual(won(49_000));
  });

  it('publishes no total if there was none before: everything is refunded', () => {
    expect(published(decideLectureCanceled(tiered, later(90, start)))).toBeUndefined();
  });
});

describe('a cancel request', () => {
  const accepted: RegistrationState = {
    ...tiered,
    approval: { requestedAt: '', decidedAt: '', decidedBy: 'park', accepted: true, note: null },
  };

  it('is granted with the refund of the request, not of the decision', () => {
    const requested = cancel(accepted, later(1, start)).state;
    expect(requested.cancelRequest).toMatchObject({
      refund: won(40_834),
      decideBy: refundTiers.at(-1)!.until,
    });
    expect(published(decideGrant(requested, algorithms, 'park', later(70, start)))).toEqual(won(40_834));
  });
});

describe('a refund quote', () => {
  it('has the refund, the retained part, the tier and the next one, for each place', () => {
    const partly = { ...tiered, places: [place(1), place(2), place(3, monday.toISOString())] };
    expect(quoteRefund(partly, algorithms, start)).toEqual({
      refund: won(40_834),
      kept: won(8_166),
      tier: refundTiers[1],
      next: refundTiers[2],
      perPlace: [
        { no: 1, refund: won(20_417) },
        { no: 2, refund: won(20_417) },
      ],
      needsConsent: false,
      asOf: start.toISOString(),
    });
    expect(quoteRefund(partly, algorithms, start, [2])).toMatchObject({ refund: won(20_417), kept: won(4_083) });
    expect(rejectionOf(() => quoteRefund(partly, algorithms, start, [3]))).toBe('PLACES_UNKNOWN');
  });

  it('without a schedule is full until the first session', () => {
    const full = { tier: { until: algorithms.firstSessionAt, refund: '1' }, next: null };
    expect(quoteRefund(confirmed, algorithms, monday)).toMatchObject({ ...full, refund: won(49_000), kept: won(0) });
    expect(rejectionOf(() => quoteRefund(confirmed, algorithms, start))).toBe('CANCEL_TOO_LATE');
  });

  it('of a hold is nothing, and of an ended registration is refused', () => {
    expect(quoteRefund(held, algorithms, later(1))).toMatchObject({ refund: won(0), kept: won(0), tier: null });
    expect(rejectionOf(() => quoteRefund(held, algorithms, later(10)))).toBe('REGISTRATION_OVER');
    expect(rejectionOf(() => quoteRefund(expired, algorithms, monday))).toBe('REGISTRATION_OVER');
    const canceledLecture = { ...algorithms, status: 'CANCELED' as const };
    expect(rejectionOf(() => quoteRefund(tiered, canceledLecture, monday))).toBe('REGISTRATION_OVER');
  });

  it('equals what the cancellation at the same moment publishes', () => {
    for (const now of [monday, start, later(60, start)])
      expect(published(cancel(tiered, now))).toEqual(quoteRefund(tiered, algorithms, now).refund);
  });

  it('refuses a cancellation that expects another refund', () => {
    const quote = quoteRefund(tiered, algorithms, start);
    expect(rejectionOf(() => requireExpectedRefund(quote, won(49_000)))).toBe('REFUND_CHANGED');
    expect(rejectionOf(() => requireExpectedRefund(quote, won(40_834)))).toBe('not rejected');
  });
});
