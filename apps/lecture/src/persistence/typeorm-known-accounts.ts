import { Injectable } from '@nestjs/common';
import type { Account } from '#contracts';
import { Database, upsertNewest } from '#persistence';
import { searchText } from '../domain/search-text.js';
import type { KnownAccount } from '../domain/teaching.js';
import { KnownAccounts } from '../ports/known-accounts.js';
import { AccountCopyRow } from './account-copy-row.js';

@Injectable()
export class TypeormKnownAccounts extends KnownAccounts {
  constructor(private readonly database: Database) {
    super();
  }

  async find(id: string): Promise<KnownAccount | undefined> {
    return (await this.database.reader.findOneBy(AccountCopyRow, { id })) ?? undefined;
  }

  async instructorAt(email: string): Promise<KnownAccount | undefined> {
    return (await this.database.reader.findOneBy(AccountCopyRow, { email, role: 'instructor' })) ?? undefined;
  }

  keep(account: Account, sequence: number): Promise<'kept' | 'stale'> {
    const row = rowOf(account, sequence);
    return this.database.transaction(({ manager }) => upsertNewest(manager, AccountCopyRow, 'id', row));
  }
}

const rowOf = ({ id, role, name, email }: Account, sequence: number): AccountCopyRow => ({
  id,
  role,
  name,
  email,
  sequence,
  searchName: searchText(name),
  searchText: searchText(name, email),
});
