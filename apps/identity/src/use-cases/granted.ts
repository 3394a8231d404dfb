import type { Account } from '#contracts';
import { publicStateOf, type AccountState } from '../domain/account.js';
import type { AccessToken } from '../ports/tokens.js';

/** What a login or a refresh hands out. */
export interface Granted extends AccessToken {
  refreshToken: string;
  account: Account;
}

export const granted = (access: AccessToken, refreshToken: string, account: AccountState): Granted => ({
  ...access,
  refreshToken,
  account: publicStateOf(account),
});
