import { describe, expect, it } from '@jest/globals';
import { RefundQuote, RefundTier } from '#contracts';
import { algorithms, confirmed, later, rejectionOf } from '../../test/registration-states.js';
import { decideStudentCancel } from './cancellation.js';
import { quoteRefund } from './refund-quote.js';
import type { RegistrationState } from './registration.js';
import { withRescheduling, type LectureCopy } from './seat-ledger.js';

const DAY = 24 * 60;
const won = (amount: number) => ({ amount, currency: 'KRW' as const });
const day = (n: number) => later(n * DAY);
const session = (n: number) => ({ startsAt: day(n).toISOString(), endsAt: later(120, day(n)).toISOString() });
const onDays = (...days: number[]): LectureCopy => ({
  ...algorithms,
  sessions: days.map(session),
  firstSessionAt: day(days[0]!).toISOString(),
  lastSessionEndsAt: session(days.at(-1)!).endsAt,
});
/** Mina registers on Monday for sessions on days 1, 2 and 3; on day 1, after the first one, the others are moved. */
const before = onDays(1, 2, 3);
const movedAt = later(180, day(1));
const moved = withRescheduling(onDays(1, 4, 12), before, movedAt);
const mina: RegistrationState = { ...confirmed, firstSessionAt: before.firstSessionAt };
const refundTiers = [{ until: day(1).toISOString(), refund: '1' }];
const quote = (now: Date, state = mina, lecture = moved) => quoteRefund(state, lecture, now);
const refundOf = (now: Date, state = mina, lecture = moved) => quote(now, state, lecture).refund.amount;
const codeOf = (now: Date, state = mina, lecture = moved) => rejectionOf(() => quote(now, state, lecture));

describe('a student who was registered when session times changed', () => {
  it('may cancel for 7 days and gets the share of the sessions that have not begun', () => {
    expect([movedAt, day(3)].map((now) => refundOf(now))).toEqual([32_667, 32_667]);
    expect([day(4), later(-1, later(7 * DAY, movedAt))].map((now) => refundOf(now))).toEqual([16_334, 16_334]);
    expect(codeOf(later(7 * DAY, movedAt))).toBe('CANCEL_TOO_LATE');
    const canceled = decideStudentCancel(mina, moved, day(4), { hours: 72 });
    expect(canceled.state).toMatchObject({ status: 'CANCELED', refundDue: won(16_334) });
  });

  it('gets everything before the first session, also when the last tier has ended', () => {
    const postponed = withRescheduling(onDays(3, 4), before, later(60));
    expect(refundOf(later(-1, day(3)), { ...mina, refundTiers }, postponed)).toBe(49_000);
    const { state } = decideStudentCancel(mina, postponed, day(2), { hours: 72 });
    expect(state).not.toHaveProperty('refundDue');
  });

  it('gets the refund of the tier where that is higher', () => {
    const generous = [{ until: day(20).toISOString(), refund: '5/6' }];
    expect([movedAt, day(9)].map((now) => refundOf(now, { ...mina, refundTiers: generous }))).toEqual([40_834, 40_834]);
  });

  it('reads in the quote until when a share applies, and what follows', () => {
    const first = { until: day(4).toISOString(), refund: '2/3' };
    const second = { until: later(7 * DAY, movedAt).toISOString(), refund: '1/3' };
    expect(quote(day(2))).toMatchObject({ tier: first, next: second });
    expect(quote(day(5))).toMatchObject({ tier: second, next: null });
  });

  it('reads a share of up to 100 sessions, which only a quote contains: lectures and their events have no such tier', () => {
    const days = Array.from({ length: 100 }, (_, n) => n + 1);
    const long = withRescheduling(onDays(...days.slice(0, -1), 200), onDays(...days), movedAt);
    const { tier } = quote(movedAt, mina, long);
    expect(RefundQuote.shape.tier.parse(tier)).toMatchObject({ refund: '99/100' });
    expect(RefundTier.safeParse(tier).success).toBe(false);
  });

  it('cannot cancel once the lecture has ended, even within 7 days', () => {
    const short = withRescheduling(onDays(1, 2), before, movedAt);
    expect(refundOf(day(2), mina, short)).toBe(49_000 - 49_000);
    expect(codeOf(later(120, day(2)), mina, short)).toBe('CANCEL_TOO_LATE');
    expect(codeOf(day(2), mina, { ...short, status: 'CLOSED' })).toBe('CANCEL_TOO_LATE');
  });

  it('has more time for a request to cancel that the staff decides on', () => {
    const approval = { requestedAt: '', decidedAt: '', decidedBy: 'park', accepted: true, note: null };
    const { state } = decideStudentCancel({ ...mina, approval }, moved, day(4), { hours: 200 });
    expect(state.cancelRequest).toMatchObject({ refund: won(16_334), decideBy: later(7 * DAY, movedAt).toISOString() });
  });
});

describe('a student who registered after the change', () => {
  it('has the ordinary tiers', () => {
    const late = { ...mina, requestedAt: later(1, movedAt).toISOString() };
    expect(codeOf(day(2), late)).toBe('CANCEL_TOO_LATE');
  });
});

describe('the time of the last rescheduling', () => {
  it('is that of the copy with other session times, not of later changes or of the first copy', () => {
    expect(withRescheduling(before, undefined, movedAt).rescheduledAt).toBeNull();
    const ofEarlierRelease = { ...before, sessions: null };
    const moves = [before, onDays(2, 3), onDays(1, 4)].map((copy) => withRescheduling(copy, ofEarlierRelease, movedAt));
    const at = movedAt.toISOString();
    expect(moves.map(({ rescheduledAt }) => rescheduledAt)).toEqual([null, at, at]);
    const withoutEnd = { ...ofEarlierRelease, lastSessionEndsAt: null };
    expect(withRescheduling(before, withoutEnd, movedAt).rescheduledAt).toBeNull();
    expect(moved.rescheduledAt).toBe(movedAt.toISOString());
    expect(withRescheduling(moved, moved, day(9)).rescheduledAt).toBe(movedAt.toISOString());
  });
});
