import { Injectable } from '@nestjs/common';
import { Database, TransactionBatcher, upsertEachNewest } from '#persistence';
import { In } from 'typeorm';
import type { RegistrationCopy } from '../domain/registration-notification.js';
import { RegistrationCopies } from '../ports/copies.js';
import { RegistrationCopyRow } from './notification-store.js';

@Injectable()
export class TypeormRegistrationCopies extends RegistrationCopies {
  private readonly found: TransactionBatcher<string, RegistrationCopy | undefined>;
  private readonly saved: TransactionBatcher<RegistrationCopyRow, 'kept' | 'stale'>;

  constructor(private readonly database: Database) {
    super();
    this.found = new TransactionBatcher(database, async (ids, manager) => {
      const rows = await manager.findBy(RegistrationCopyRow, { id: In(ids) });
      const copies = new Map(rows.map((row) => [row.id, registrationOf(row)]));
      return ids.map((id) => copies.get(id));
    });
    this.saved = new TransactionBatcher(
      database,
      (rows, manager) => upsertEachNewest(manager, RegistrationCopyRow, 'id', rows),
      ({ id }) => id,
    );
  }

  async find(id: string): Promise<RegistrationCopy | undefined> {
    if (this.database.sharedTransaction) return this.found.add(id);
    const row = await this.database.reader.findOneBy(RegistrationCopyRow, { id });
    return row === null ? undefined : registrationOf(row);
  }

  save({ requestedAt, ...registration }: RegistrationCopy): Promise<'kept' | 'stale'> {
    return this.saved.add({ ...registration, requestedAt: new Date(requestedAt) });
  }
}

export const registrationOf = ({ requestedAt, places, ...row }: RegistrationCopyRow): RegistrationCopy => ({
  ...row,
  places: places ?? 1,
  requestedAt: requestedAt.toISOString(),
});
