import { expect, it } from '@jest/globals';
import { changedColumns } from './changed-columns.js';

const noon = () => new Date('2027-03-01T12:00:00.000Z');
const before = { id: 'a', seats: 1, endedAt: null as Date | null, startsAt: noon() };

it.each([
  ['nothing where all is equal, dates by their instant', { ...before, startsAt: noon() }, {}],
  ['a value that is another one', { ...before, seats: 2 }, { seats: 2 }],
  ['a date where there was none', { ...before, endedAt: noon() }, { endedAt: noon() }],
  ['another instant', { ...before, startsAt: new Date(0) }, { startsAt: new Date(0) }],
])('the changed columns are %s', (_what, after, changed) => {
  expect(changedColumns(before, after)).toEqual(changed);
});

it('the changed columns hold a date that is taken away', () => {
  expect(changedColumns({ ...before, endedAt: noon() }, before)).toEqual({ endedAt: null });
});
