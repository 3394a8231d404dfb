import type { Account } from '#contracts';
import type { KnownAccount } from '../domain/teaching.js';

/** Copies of identity's accounts, from their events. */
export abstract class KnownAccounts {
  abstract find(id: string): Promise<KnownAccount | undefined>;
  abstract instructorAt(email: string): Promise<KnownAccount | undefined>;
  /** Stores the account unless a later state is stored. */
  abstract keep(account: Account, sequence: number): Promise<'kept' | 'stale'>;
}
