import { expect, it } from '@jest/globals';
import { account, at, MINA } from '../../test/cast.js';
import { myPageShowsAccounts } from './my-page-shows-accounts.js';

it('My Page knows an account as it is', () => {
  expect(myPageShowsAccounts.broken(account(), at)).toEqual([]);
});

it('one missing and one of yesterday are broken', () => {
  expect(myPageShowsAccounts.broken(account({ shown: undefined }), at)).toEqual([
    `My Page shows nothing of account ${MINA} (sequence 1)`,
  ]);
  const renamed = { ...account().account, name: 'Mina Kim', version: 2 };
  expect(myPageShowsAccounts.broken(account({ account: renamed }), at)).toEqual([
    `My Page shows account ${MINA} with name Mina for Mina Kim, sequence 1 for 2`,
  ]);
});
