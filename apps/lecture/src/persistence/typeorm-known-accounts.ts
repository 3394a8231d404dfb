import { Injectable } from '@nestjs/common';
import { Database } from '#persistence';
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
}
