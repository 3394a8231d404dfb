import type { AccountMailKind } from '../domain/account-mail.js';
import type { AccountState } from '../domain/account.js';

export interface AccountMailAttempt {
  id: string;
  kind: AccountMailKind;
  to: string;
  account: AccountState;
  attempts: number;
}

export interface PendingMail {
  kind: AccountMailKind;
  accountId: string;
  email: string;
}

/** Mails that the job `send-account-mail` sends. Only digests of their tokens are stored. */
export abstract class AccountMails {
  /** Does the same work for every address; the job checks later whether an account has it. */
  abstract requestReset(email: string): Promise<void>;

  /** Replaces an earlier request of the account, whose token becomes invalid. */
  abstract requestEmailChange(accountId: string, email: string): Promise<void>;

  /** Starts an attempt with a new token for each of at most `limit` due mails: no other replica starts one before `again`. */
  abstract startDue(
    limit: number,
    newDigest: (id: string) => string,
    again: (attempts: number, now: Date) => Date | null,
  ): Promise<{ started: AccountMailAttempt[]; more: boolean }>;

  abstract sent(id: string, digest: string): Promise<void>;

  /** The mail of a token that has not expired. */
  abstract find(kind: AccountMailKind, digest: string): Promise<PendingMail | undefined>;

  /** Redeems a token once and replaces the password in the same transaction; undefined if the token is invalid or the account has another
   * address by now. */
  abstract redeemReset(digest: string, passwordHash: string): Promise<AccountState | undefined>;

  /** Redeems a token once, changes the address and notifies the old one. @throws Rejection EMAIL_TAKEN */
  abstract redeemEmailChange(digest: string): Promise<AccountState | undefined>;

  abstract deleteExpired(instant: Date, limit: number): Promise<number>;
}
