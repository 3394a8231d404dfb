import { describe, expect, it } from '@jest/globals';
import { blocksOf, lookOf, lostSeats, toggled, totalFee, type SeatMap, type SeatRow } from './selection.js';

const won = (amount: number) => ({ amount, currency: 'KRW' as const });

const row = (label: string, fee: number, states: string, aisleAfter: number[] = []): SeatRow => ({
  label,
  fee: won(fee),
  seats: [...states].map((state, n) => ({
    seat: `${label}-${n + 1}`,
    state: { f: 'free', h: 'held', t: 'taken', b: 'blocked' }[state]!,
    hints: aisleAfter.includes(n + 1) || aisleAfter.includes(n) ? ['aisle'] : [],
  })),
});

const hall = (...rows: SeatRow[]): SeatMap => ({ lectureId: '1', asOf: '2027-03-02T01:00:00.000Z', rows });

describe('the seats of a student', () => {
  it('are as many as there are places: another one replaces the first', () => {
    expect(toggled([], 'A-1', 2)).toEqual(['A-1']);
    expect(toggled(['A-1', 'A-2'], 'A-3', 2)).toEqual(['A-2', 'A-3']);
    expect(toggled(['A-1', 'A-2'], 'A-1', 2)).toEqual(['A-2']);
  });

  it('are lost when they are not free anymore', () => {
    expect(lostSeats(hall(row('A', 9_000, 'fth')), ['A-1', 'A-2', 'A-3', 'Z-9'])).toEqual(['A-2', 'A-3', 'Z-9']);
  });

  it('cost what their rows say, and assigned seats what the lecture says while there are enough', () => {
    const map = hall(row('A', 12_000, 'ff'), row('B', 9_000, 'ft'));
    const total = (count: number, ...chosen: string[]) => totalFee(map, won(9_000), { count, chosen })?.amount;
    expect(total(1)).toBe(9_000);
    expect(total(2, 'A-1', 'A-2')).toBe(24_000);
    expect(total(2, 'A-1')).toBe(21_000);
    expect(total(2)).toBeUndefined();
    expect(total(2, 'B-1')).toBe(21_000);
  });

  it('cost the fee of the lecture until the map is known', () => {
    expect(totalFee(undefined, won(9_000), { count: 3, chosen: [] })).toEqual(won(27_000));
  });
});

describe('a seat', () => {
  it('is shown as what it means for the student', () => {
    const a = row('A', 9_000, 'fff' + 'htb');
    const looks = (choice: Parameters<typeof lookOf>[2]) => a.seats.map((seat) => lookOf(seat, a, choice));
    const open = ['held', 'taken', 'blocked'];
    expect(looks({ chosen: ['A-1'], lost: ['A-2'] })).toEqual(['chosen', 'lost', 'free', ...open]);
    expect(looks({ chosen: [], lost: [], fee: won(1) })).toEqual(['elsewhere', 'elsewhere', 'elsewhere', ...open]);
    expect(looks({ chosen: [], lost: [], own: ['A-5'] })).toEqual(['free', 'free', 'free', 'held', 'mine', 'blocked']);
    expect(lookOf({ seat: 'A-9', state: 'new', hints: [] }, a, { chosen: [], lost: [] })).toBe('taken');
  });

  it('has an aisle beside it where the plan has one, also between narrow blocks', () => {
    const sizes = (aisleAfter: number[]) =>
      blocksOf(row('A', 0, 'ffffffff', aisleAfter).seats).map((each) => each.length);
    expect(sizes([])).toEqual([8]);
    expect(sizes([4])).toEqual([4, 4]);
    expect(sizes([2, 6])).toEqual([2, 4, 2]);
    expect(sizes([3, 5])).toEqual([3, 2, 3]);
  });
});
