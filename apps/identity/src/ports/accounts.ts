import type { Role } from '#contracts';
import type { IdempotencyTicket } from '#platform';
import type { AccountDecision, AccountState } from '../domain/account.js';
import type { SubjectDecision, SubjectState } from '../domain/subject.js';

export interface NewAccountRecord {
  decision: AccountDecision;
  passwordHash: string;
}

export interface Credentials {
  account: AccountState;
  passwordHash: string;
}

export interface PasswordReplacement {
  accountId: string;
  /** Absent after a reset by mail, which also verifies the address. */
  from?: string | undefined;
  to: string;
  keptSession?: string | undefined;
  /** Whether the owner is notified by mail. */
  notify: boolean;
}

export interface AccountFilter {
  q?: string | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
}

export abstract class Accounts {
  /** Inserts new accounts and their events, all or none. @throws Rejection EMAIL_TAKEN */
  abstract open(opened: NewAccountRecord[], ticket?: IdempotencyTicket): Promise<void>;

  /** Loads, decides and stores in one transaction; undefined if the account does not exist. Disabling ends all sessions.
   * @throws Rejection LAST_ADMIN if no other active admin would remain */
  abstract change(id: string, decide: (state: AccountState) => AccountDecision): Promise<AccountState | undefined>;

  abstract find(id: string): Promise<AccountState | undefined>;

  abstract credentialsOf(email: string): Promise<Credentials | undefined>;

  abstract emailIsTaken(email: string): Promise<boolean>;

  abstract hasAny(): Promise<boolean>;

  abstract hasAdmin(): Promise<boolean>;

  abstract page(afterId: string, limit: number): Promise<AccountState[]>;

  /** Newest first. */
  abstract list(filter: AccountFilter, limit: number, before?: string): Promise<AccountState[]>;

  abstract passwordHashOf(id: string): Promise<string | undefined>;

  /** Replaces the password if its hash is still `from`, and ends all sessions except `keptSession` and all pending resets; returns whether
   * it did. */
  abstract replacePassword(change: PasswordReplacement): Promise<boolean>;
}

export abstract class Subjects {
  abstract find(id: string): Promise<SubjectState | undefined>;

  /** Loads, decides and stores in one transaction, with the events; concurrent first requests store one subject. */
  abstract change(
    id: string,
    decide: (state: SubjectState | undefined) => SubjectDecision | undefined,
  ): Promise<SubjectState | undefined>;

  abstract page(afterId: string, limit: number): Promise<SubjectState[]>;
}
