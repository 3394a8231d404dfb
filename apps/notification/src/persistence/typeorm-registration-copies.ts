import { Injectable } from '@nestjs/common';
import { Database, upsertNewest } from '#persistence';
import type { RegistrationCopy } from '../domain/registration-notification.js';
import { RegistrationCopies } from '../ports/copies.js';
import { RegistrationCopyRow } from './notification-store.js';

@Injectable()
export class TypeormRegistrationCopies extends RegistrationCopies {
  constructor(private readonly database: Database) {
    super();
  }

  async find(id: string): Promise<RegistrationCopy | undefined> {
    const row = await this.database.reader.findOneBy(RegistrationCopyRow, { id });
    return row === null ? undefined : registrationOf(row);
  }

  save({ requestedAt, ...registration }: RegistrationCopy): Promise<'kept' | 'stale'> {
    const row = { ...registration, requestedAt: new Date(requestedAt) };
    return this.database.transaction(({ manager }) => upsertNewest(manager, RegistrationCopyRow, 'id', row));
  }
}

export const registrationOf = ({ requestedAt, ...row }: RegistrationCopyRow): RegistrationCopy => ({
  ...row,
  requestedAt: requestedAt.toISOString(),
});
