import { Injectable } from '@nestjs/common';
import { LessThan, MoreThanOrEqual } from 'typeorm';
import type { Account } from '#contracts';
import { affected, Database, isDuplicateKey, VersionConflict } from '#persistence';
import { searchText } from '../domain/search-text.js';
import type { KnownAccount } from '../domain/teaching.js';
import { KnownAccounts } from '../use-cases/known-accounts.js';
import { AccountCopyRow } from './account-copy.row.js';

@Injectable()
export class TypeormKnownAccounts extends KnownAccounts {
  constructor(private readonly database: Database) {
    super();
  }

  async find(id: string): Promise<KnownAccount | undefined> {
    return (await this.database.reader.findOneBy(AccountCopyRow, { id })) ?? undefined;
  }

  keep(account: Account, sequence: number): Promise<void> {
    const row = rowOf(account, sequence);
    const { id } = account;
    return this.database.transaction(async ({ manager }) => {
      if (affected(await manager.update(AccountCopyRow, { id, sequence: LessThan(sequence) }, row)) > 0) return;
      // Not just any: an older one may have come in since the update.
      if (await manager.existsBy(AccountCopyRow, { id, sequence: MoreThanOrEqual(sequence) })) return;
      await manager.insert(AccountCopyRow, row).catch((error: unknown) => {
        throw isDuplicateKey(error) ? new VersionConflict(`copy of account ${id}`) : error;
      });
    });
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
