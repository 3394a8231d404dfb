import { Injectable } from '@nestjs/common';
import { Database, TransactionBatcher, updateEach, upsertEachNewest } from '#persistence';
import { In, type EntityManager } from 'typeorm';
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
      async (rows, manager) => {
        const results = await upsertEachNewest(manager, RegistrationCopyRow, 'id', rows);
        const filled = await fillPlaces(
          manager,
          rows.filter((_, n) => results[n] === 'stale'),
        );
        return rows.map(({ id }, n) => (filled.has(id) ? 'kept' : results[n]!));
      },
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

/** Replicas of an earlier release do not store the places; a resync adds them by sending the same state again. */
async function fillPlaces(manager: EntityManager, rows: RegistrationCopyRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const stored = await manager.findBy(RegistrationCopyRow, { id: In(rows.map(({ id }) => id)) });
  const known = new Map(stored.map((row) => [row.id, row]));
  const differing = rows.filter(({ id, sequence, places }) => {
    const before = known.get(id);
    return before?.sequence === sequence && before.places !== places;
  });
  const changes = differing.map(({ id, sequence, places }) => ({ where: { id, sequence }, set: { places } }));
  await updateEach(manager, RegistrationCopyRow, 'id', changes);
  return new Set(differing.map(({ id }) => id));
}

export const registrationOf = ({ requestedAt, ...row }: RegistrationCopyRow): RegistrationCopy => ({
  ...row,
  requestedAt: requestedAt.toISOString(),
});
