import type { Account } from '#contracts';

/** Copies of identity's accounts, from their events: whom a message addresses, where and in which language. */
export abstract class KnownAccounts {
  /** Keeps the account unless a later state of it is there already. */
  abstract keep(account: Account, sequence: number): Promise<'kept' | 'stale'>;
}
