import { expect, it } from '@jest/globals';
import { ALGORITHMS, algorithms, at, lecture, ledger } from '../../test/cast.js';
import { seatsStayWithinCapacity } from './seats-stay-within-capacity.js';

const broken = (changes: Parameters<typeof lecture>[0]) => seatsStayWithinCapacity.broken(lecture(changes), at);
const overfull = ledger({ taken: 2 });
const changed = algorithms({ version: 2 });

it('no more seats are given out than there are', () => {
  expect(broken({})).toEqual([]);
  expect(broken({ ledger: undefined })).toEqual([]);
});

it('a lowered capacity evicts nobody, as far as the outbox can tell', () => {
  expect(broken({ ledger: overfull, lecture: changed, highestCapacity: 3 })).toEqual([]);
  expect(broken({ ledger: overfull, lecture: changed, highestCapacity: undefined })).toEqual([]);
});

it('more seats than there ever were, or fewer than none, are broken', () => {
  const sold = [`lecture ${ALGORITHMS} has 2 seats, and 3 are given out`];
  expect(broken({ ledger: overfull })).toEqual(sold);
  expect(broken({ ledger: overfull, lecture: undefined })).toEqual(sold);
  expect(broken({ ledger: overfull, lecture: changed, highestCapacity: 2 })).toEqual(sold);
  expect(broken({ ledger: ledger({ held: -1 }) })).toEqual([`lecture ${ALGORITHMS} has -1 seats held and 1 taken`]);
});
