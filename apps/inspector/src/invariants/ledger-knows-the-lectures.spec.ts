import { expect, it } from '@jest/globals';
import { ALGORITHMS, algorithms, at, lecture, ledger } from '../../test/cast.js';
import { ledgerKnowsTheLectures } from './ledger-knows-the-lectures.js';

const broken = (changes: Parameters<typeof lecture>[0]) => ledgerKnowsTheLectures.broken(lecture(changes), at);

it('the ledger knows every lecture as it is', () => {
  expect(broken({})).toEqual([]);
});

it('one missing, one unknown and one of yesterday are broken', () => {
  expect(broken({ ledger: undefined })).toEqual([`the seat ledger does not know lecture ${ALGORITHMS}`]);
  expect(broken({ lecture: undefined })).toEqual([`the seat ledger has lecture ${ALGORITHMS}, which does not exist`]);
  expect(broken({ lecture: algorithms({ status: 'CANCELED', version: 2 }) })).toEqual([
    `the seat ledger has lecture ${ALGORITHMS} with sequence 1 for 2, status OPEN for CANCELED`,
  ]);
  expect(broken({ ledger: ledger({ fee: 1 }) })).toEqual([
    `the seat ledger has lecture ${ALGORITHMS} with fee 1 for 49000`,
  ]);
});
