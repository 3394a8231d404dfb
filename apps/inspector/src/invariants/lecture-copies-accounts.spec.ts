import { expect, it } from '@jest/globals';
import { account, at, MINA } from '../../test/cast.js';
import { lectureCopiesAccounts } from './lecture-copies-accounts.js';

it('lecture has a copy of every account as it is', () => {
  expect(lectureCopiesAccounts.broken(account(), at)).toEqual([]);
});

it('one missing and one of yesterday are broken', () => {
  expect(lectureCopiesAccounts.broken(account({ copy: undefined }), at)).toEqual([
    `lecture has no copy of account ${MINA}`,
  ]);
  const old = { name: 'Min', email: null, sequence: 1 };
  expect(lectureCopiesAccounts.broken(account({ copy: old }), at)).toEqual([
    `lecture has account ${MINA} with email null for mina@sugang.dev, name Min for Mina`,
  ]);
});
