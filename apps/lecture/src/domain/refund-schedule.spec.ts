import { describe, expect, it } from '@jest/globals';
import { tiersOfPreset, type RefundPreset } from '#contracts';
import { refundTiersOf } from './refund-schedule.js';

/** Six sessions of two hours, a week apart, in the order in which they may be sent. */
const sessions = [2, 0, 1, 3, 5, 4].map((week) => ({
  startsAt: new Date(Date.UTC(2027, 2, 2 + 7 * week, 1)).toISOString(),
  endsAt: new Date(Date.UTC(2027, 2, 2 + 7 * week, 3)).toISOString(),
}));
const first = '2027-03-02T01:00:00.000Z';
const tiers = (preset: RefundPreset) =>
  tiersOfPreset(preset, sessions).map(({ until, refund }) => `${refund} ${until}`);
const rejectionOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
};

describe('a preset of a refund schedule', () => {
  it.each([
    ['full-until-start', [`1 ${first}`]],
    ['kr-academy', [`1 ${first}`, '2/3 2027-03-09T03:00:00.000Z', '1/2 2027-03-16T03:00:00.000Z']],
    [
      'kr-credit-bank',
      [`1 ${first}`, '5/6 2027-03-02T03:00:00.000Z', '2/3 2027-03-09T03:00:00.000Z', '1/2 2027-03-16T03:00:00.000Z'],
    ],
  ] as const)('%s becomes instants by the session time that has passed', (preset, expected) => {
    expect(tiers(preset)).toEqual(expected);
  });

  it('can end in the middle of a session', () => {
    const [only] = tiersOfPreset('kr-academy', [{ startsAt: first, endsAt: '2027-03-02T04:00:00.000Z' }]).slice(1);
    expect(only).toEqual({ until: '2027-03-02T02:00:00.000Z', refund: '2/3' });
  });
});

describe('a refund schedule that is sent', () => {
  const tier = (until: string) => ({ until, refund: '1/2' });

  it('is stored as it is if its times ascend; null removes it, and absent changes nothing', () => {
    const given = [tier('2027-03-01T00:00:00.000Z'), tier('2027-03-02T00:00:00.000Z')];
    expect(refundTiersOf({ refundTiers: given }, sessions)).toEqual(given);
    expect(refundTiersOf({ refundTiers: null }, sessions)).toBeNull();
    expect(refundTiersOf({}, sessions)).toBeUndefined();
  });

  it.each(['2027-03-01T00:00:00.000Z', '2027-02-28T00:00:00.000Z'])(
    'is refused if a tier ends at or before the one before it (%s)',
    (until) => {
      const given = [tier('2027-03-01T00:00:00.000Z'), tier(until)];
      expect(rejectionOf(() => refundTiersOf({ refundTiers: given }, sessions))).toBe('TIERS_NOT_ASCENDING');
    },
  );

  it('is refused together with a preset', () => {
    const both = { refundTiers: [tier(first)], refundPreset: 'kr-academy' as const };
    expect(rejectionOf(() => refundTiersOf(both, sessions))).toBe('INVALID_REQUEST');
  });
});
