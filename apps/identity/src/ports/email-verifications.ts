import type { Locale } from '#contracts';
import type { AccountMailKind } from '../domain/account-mail.js';
import type { AccountDecision, AccountState } from '../domain/account.js';

export interface VerificationAttempt {
  account: AccountState;
  attempts: number;
}

/** Requests to verify an e-mail address. Only digests of their tokens are stored. */
export abstract class EmailVerifications {
  /** Requests a mail for an account, even if one was sent before; earlier tokens remain valid until the mail is sent. */
  abstract request(accountId: string): Promise<void>;

  /** Starts an attempt with a new token for each of at most `limit` due requests: no other replica starts one before `again`. */
  abstract startDue(
    limit: number,
    newDigest: (accountId: string) => string,
    again: (attempts: number, now: Date) => Date | null,
  ): Promise<VerificationAttempt[]>;

  abstract sent(accountId: string, digest: string): Promise<void>;

  /** Redeems a token once and changes its account in the same transaction; undefined if the token is unknown or has expired. */
  abstract redeem(digest: string, decide: (state: AccountState) => AccountDecision): Promise<AccountState | undefined>;

  /** Deletes at most `limit` requests whose mail was sent and whose token expired before `instant`; returns the count. */
  abstract deleteExpired(instant: Date, limit: number): Promise<number>;
}

export interface OutgoingAccountMail {
  kind: 'verification' | AccountMailKind;
  to: string;
  locale: Locale;
  token: string;
}

export abstract class AccountMail {
  /** Whether mail can be sent at all; otherwise addresses count as verified. */
  abstract readonly isAvailable: boolean;

  /** Resolves when the mail server has accepted the mail. Errors contain neither the address nor the token. */
  abstract send(mail: OutgoingAccountMail): Promise<void>;
}
