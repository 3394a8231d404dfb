import type { Account } from '#contracts';
import type { Invariant } from './invariant.js';
import { wronglyShown } from './my-page-shows.js';
import type { AccountDossier } from './things.js';

export const myPageShowsAccounts: Invariant<AccountDossier> = {
  numbers: ['8', 'F7'],
  rule: 'My Page shows exactly the published states of accounts.',
  broken: ({ id, account, shown }) => wronglyShown('account', id, shown, publishedOf(account), account.version),
};

const publishedOf = ({ version: _version, ...account }: AccountDossier['account']): Account => account;
