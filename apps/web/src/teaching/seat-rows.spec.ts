import { describe, expect, it } from '@jest/globals';
import { capacityOf, SeatingPlan } from '#contracts';
import { clicked, emptyRow, missingSeats, nextLabel, numbersIn, rowOf, rowsLike, rowValuesOf } from './seat-rows.js';

const row = (changes: object) => ({ ...emptyRow, ...changes });

describe('the rows of a seating plan in a form', () => {
  it('become the rows of the contract, and the same fields again', () => {
    const values = row({ seats: '12', fee: { amount: '9000' }, aisleAfter: '6', blocked: '1, 4-6', accessible: '2' });
    const plan = SeatingPlan.parse({ rows: [rowOf(values)] });
    expect(plan.rows[0]).toEqual({
      ...{ label: 'A', seats: 12, aisleAfter: [6], blocked: [1, 4, 5, 6], accessible: [2] },
      fee: { amount: 9_000, currency: 'KRW' },
    });
    expect(capacityOf(plan)).toBe(8);
    expect(rowValuesOf(plan.rows[0]!)).toEqual(values);
    expect(rowOf(emptyRow)).toEqual({ label: 'A', seats: 10 });
  });

  it.each([
    ['1 2,3', [1, 2, 3]],
    ['2 – 4', [2, 3, 4]],
    ['', []],
    ['front', [NaN]],
    ['5-2', [NaN]],
  ])('lists the seats of "%s"', (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });

  it('keeps a huge range small and invalid', () => {
    const blocked = numbersIn('1-9999999999');
    expect(blocked).toHaveLength(101);
    expect(SeatingPlan.safeParse({ rows: [{ label: 'A', seats: 10, blocked }] }).success).toBe(false);
  });

  it.each([
    ['A', 'B'],
    ['Z', 'AA'],
    ['AZ', 'BA'],
    ['R9', 'R10'],
    ['가', '나'],
    ['', '1'],
  ])('names the row after "%s" %s', (label, next) => {
    expect(nextLabel(label)).toBe(next);
  });

  it('gives new rows the labels that are free', () => {
    const taken = [row({ label: 'A' }), row({ label: 'C' })];
    expect(rowsLike(row({ label: 'A', seats: '8' }), 3, taken)).toEqual(
      ['B', 'D', 'E'].map((label) => row({ label, seats: '8' })),
    );
  });

  it('blocks a clicked seat, then reserves it for a wheelchair, then frees it', () => {
    const blocked = row(clicked(row({ blocked: '1' }), 2));
    expect(blocked).toMatchObject({ blocked: '1-2', accessible: '' });
    const accessible = row(clicked(blocked, 2));
    expect(accessible).toMatchObject({ blocked: '1', accessible: '2' });
    expect(clicked(accessible, 2)).toEqual({ blocked: '1', accessible: '' });
  });

  it('names the occupied seats that a changed plan lacks or blocks', () => {
    const rows = [row({ label: 'A', seats: '3', blocked: '2' })];
    expect(missingSeats(rows, ['A-1', 'A-2', 'A-4', 'B-1'])).toEqual(['A-2', 'A-4', 'B-1']);
  });
});
