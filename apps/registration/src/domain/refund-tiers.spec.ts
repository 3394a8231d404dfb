import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { raisedRefund, refundOf, refundOfPlaces, tierAt } from './refund-tiers.js';

const tiers = [
  { until: '2027-03-02T01:00:00.000Z', refund: '1' },
  { until: '2027-03-10T01:00:00.000Z', refund: '5/6' },
  { until: '2027-03-20T01:00:00.000Z', refund: '1/2' },
];
const won = (amount: number) => ({ amount, currency: 'KRW' as const });
const shares = fc.constantFrom('1', '5/6', '2/3', '1/2', '0');
const fees = fc.integer({ min: 0, max: 1_000_000 });

describe('the tier that applies', () => {
  it.each([
    ['2027-01-01T00:00:00.000Z', '1', '5/6'],
    ['2027-03-02T00:59:59.999Z', '1', '5/6'],
    ['2027-03-02T01:00:00.000Z', '5/6', '1/2'],
    ['2027-03-20T00:59:59.999Z', '1/2', undefined],
  ])('at %s is %s, and the next one is %s', (now, refund, next) => {
    const found = tierAt(tiers, new Date(now));
    expect(found?.tier.refund).toBe(refund);
    expect(found?.next?.refund).toBe(next);
  });

  it('is none once the last tier has ended', () => {
    expect(tierAt(tiers, new Date('2027-03-20T01:00:00.000Z'))).toBeUndefined();
  });
});

describe('the refund of a place', () => {
  it.each([
    [49_000, '1', 49_000],
    [49_000, '5/6', 40_834],
    [49_000, '2/3', 32_667],
    [49_000, '1/2', 24_500],
    [49_000, '0', 0],
    [1, '1/2', 1],
    [0, '5/6', 0],
  ])('of %d won with a share of %s is %d won: the retained part is rounded down', (fee, share, refund) => {
    expect(refundOf(fee, share)).toBe(refund);
  });

  it('is never below the exact share and less than one won above it', () => {
    fc.assert(
      fc.property(fees, shares, (fee, share) => {
        const [numerator = 0, denominator = 1] = share.split('/').map(Number);
        const excess = refundOf(fee, share) * denominator - fee * numerator;
        return excess >= 0 && excess < denominator;
      }),
    );
  });

  it('is rounded for each place, so that the order of partial cancels does not matter', () => {
    fc.assert(
      fc.property(fc.array(fees, { maxLength: 20 }), shares, (all, share) => {
        expect(refundOfPlaces(all, share)).toBe(refundOfPlaces(all.toReversed(), share));
        expect(refundOfPlaces(all, share)).toBe(all.reduce((total, fee) => total + refundOfPlaces([fee], share), 0));
      }),
    );
  });
});

describe('the total to refund', () => {
  it('rises by the refund of each cancel', () => {
    expect(raisedRefund(undefined, 24_500, won(98_000))).toEqual(won(24_500));
    expect(raisedRefund(won(24_500), 49_000, won(98_000))).toEqual(won(73_500));
  });

  it('never falls and never exceeds what was paid', () => {
    expect(raisedRefund(won(50), -10, won(100))).toEqual(won(50));
    expect(raisedRefund(won(50), 90, won(100))).toEqual(won(100));
  });
});
