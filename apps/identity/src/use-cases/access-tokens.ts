import type { AccountState } from '../domain/account.js';

export interface AccessToken {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
}

/** Signs short-lived tokens that every service can check without asking identity. */
export abstract class AccessTokens {
  abstract issue(account: AccountState): Promise<AccessToken>;
}
