import { expect, it } from '@jest/globals';
import { ALGORITHMS, at, lecture, ledger } from '../../test/cast.js';
import { ledgerCountsRegistrations } from './ledger-counts-registrations.js';

const broken = (changes: Parameters<typeof lecture>[0]) => ledgerCountsRegistrations.broken(lecture(changes), at);
const counted = '1 await payment and 1 are confirmed';

it('the ledger has the figures that counting gives', () => {
  expect(broken({})).toEqual([]);
  expect(broken({ ledger: undefined, awaiting: 0, confirmed: 0 })).toEqual([]);
});

it('a seat too many, a seat too few and a lecture unknown are broken', () => {
  expect(broken({ ledger: ledger({ held: 2 }) })).toEqual([
    `the seat ledger has 2 held and 1 taken of lecture ${ALGORITHMS}, and ${counted}`,
  ]);
  expect(broken({ ledger: ledger({ taken: 0 }) })).toEqual([
    `the seat ledger has 1 held and 0 taken of lecture ${ALGORITHMS}, and ${counted}`,
  ]);
  expect(broken({ ledger: undefined })).toEqual([`the seat ledger has no lecture ${ALGORITHMS}, and ${counted}`]);
});
