import type { EntityManager } from 'typeorm';
import type { Part } from '../domain/part.js';
import { partTables, STORE_NOW } from './part-tables.js';

/** Keeps a part in one generation unless the same or a higher sequence is there; answers whether it was kept. */
export async function keepPart(manager: EntityManager, generation: number, part: Part): Promise<boolean> {
  const columns = {
    generation,
    id: part.id,
    sequence: part.sequence,
    state: JSON.stringify(part.state),
    ...columnsOf(part),
  };
  const names = Object.keys(columns);
  const table = partTables[part.kind].name;
  const changed: unknown[] = await manager.query(
    `INSERT INTO ${table} (${names.join(', ')}, changed_at)
     VALUES (${names.map(() => '?').join(', ')}, ${STORE_NOW})
     ON CONFLICT (generation, id) DO UPDATE SET
       ${names.map((name) => `${name} = excluded.${name}`).join(', ')}, changed_at = excluded.changed_at
     WHERE excluded.sequence > ${table}.sequence
     RETURNING id`,
    Object.values(columns),
  );
  return changed.length > 0;
}

function columnsOf(part: Part): Record<string, string | number> {
  switch (part.kind) {
    case 'registration':
      return partTables.registration.columns(part.state);
    case 'payment':
      return partTables.payment.columns(part.state);
    case 'lecture':
      return partTables.lecture.columns(part.state);
    case 'account':
      return partTables.account.columns(part.state);
  }
}
