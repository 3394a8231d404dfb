import { Injectable } from '@nestjs/common';
import { Database, keepNewest } from '#persistence';
import type { KnownRegistration } from '../domain/tell-of-registration.js';
import { KnownRegistrations } from '../use-cases/known-registrations.js';
import { RegistrationCopyRow } from './copies.row.js';

@Injectable()
export class TypeormKnownRegistrations extends KnownRegistrations {
  constructor(private readonly database: Database) {
    super();
  }

  async find(id: string): Promise<KnownRegistration | undefined> {
    const row = await this.database.reader.findOneBy(RegistrationCopyRow, { id });
    return row === null ? undefined : registrationOf(row);
  }

  keep({ requestedAt, ...registration }: KnownRegistration): Promise<'kept' | 'stale'> {
    const row = { ...registration, requestedAt: new Date(requestedAt) };
    return this.database.transaction(({ manager }) => keepNewest(manager, RegistrationCopyRow, 'id', row));
  }
}

export const registrationOf = ({ requestedAt, ...row }: RegistrationCopyRow): KnownRegistration => ({
  ...row,
  requestedAt: requestedAt.toISOString(),
});
