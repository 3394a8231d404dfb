import { Injectable } from '@nestjs/common';
import type { Account } from '#contracts';
import { Database, keepNewest } from '#persistence';
import { KnownAccounts } from '../use-cases/known-accounts.js';
import { AccountCopyRow } from './copies.row.js';

@Injectable()
export class TypeormKnownAccounts extends KnownAccounts {
  constructor(private readonly database: Database) {
    super();
  }

  keep({ id, name, email, locale }: Account, sequence: number): Promise<'kept' | 'stale'> {
    return this.database.transaction(({ manager }) =>
      keepNewest(manager, AccountCopyRow, 'id', { id, name, email, locale, sequence }),
    );
  }
}
