import type { IdempotencyTicket } from '#platform';
import type { AccountDecision, AccountState } from '../domain/account.js';

export interface OpenedAccount {
  decision: AccountDecision;
  passwordHash: string;
}

export interface Credentials {
  account: AccountState;
  passwordHash: string;
}

/** Every account there is, with what proves its owner. */
export abstract class Accounts {
  /** Stores new accounts and their events, all or none. @throws Rejection EMAIL_TAKEN */
  abstract open(opened: OpenedAccount[], ticket?: IdempotencyTicket): Promise<void>;

  /** Loads, decides and stores in one transaction; undefined where there is no such account. */
  abstract change(id: string, decide: (state: AccountState) => AccountDecision): Promise<AccountState | undefined>;

  abstract find(id: string): Promise<AccountState | undefined>;

  abstract credentialsOf(email: string): Promise<Credentials | undefined>;

  abstract emailIsTaken(email: string): Promise<boolean>;

  abstract hasAny(): Promise<boolean>;

  abstract hasAdmin(): Promise<boolean>;

  /** The next accounts in the order of their ids. */
  abstract page(afterId: string, limit: number): Promise<AccountState[]>;
}
