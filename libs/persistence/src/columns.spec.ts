import { describe, expect, it } from '@jest/globals';
import { changedColumns } from './columns.js';

const noon = () => new Date('2027-03-01T12:00:00.000Z');
const before = { id: 'a', seats: 1, endedAt: null as Date | null, startsAt: noon() };

describe('changedColumns', () => {
  it.each([
    ['nothing when all values are equal, with dates compared by instant', { ...before, startsAt: noon() }, {}],
    ['a changed value', { ...before, seats: 2 }, { seats: 2 }],
    ['a date that was null', { ...before, endedAt: noon() }, { endedAt: noon() }],
    ['a changed date', { ...before, startsAt: new Date(0) }, { startsAt: new Date(0) }],
  ])('returns %s', (_what, after, changed) => {
    expect(changedColumns(before, after)).toEqual(changed);
  });

  it('returns null for a date that was removed', () => {
    expect(changedColumns({ ...before, endedAt: noon() }, before)).toEqual({ endedAt: null });
  });
});
