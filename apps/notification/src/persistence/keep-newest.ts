import { LessThan, MoreThanOrEqual, type EntityManager, type ObjectLiteral } from 'typeorm';
import { affected, isDuplicateKey, VersionConflict } from '#persistence';

/** Keeps a copy of what another service owns, unless a later state of it is there already. */
export async function keepNewest<Row extends ObjectLiteral & { id: string; sequence: number }>(
  manager: EntityManager,
  table: new () => Row,
  row: Row,
): Promise<void> {
  const { id, sequence } = row;
  // The first news finds no row; where it does, that row tells at least as much.
  if (sequence === 1 && (await isNew(manager, table, row))) return;
  const older = { id, sequence: LessThan(sequence) };
  if (affected(await manager.update(table, older, row)) > 0) return;
  // Not just any: an older one may have come in since the update.
  if (await manager.existsBy(table, { id, sequence: MoreThanOrEqual(sequence) } as never)) return;
  await insertNew(manager, table, row, `copy ${id}`);
}

async function isNew<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: new () => Row,
  row: Row,
): Promise<boolean> {
  try {
    await manager.insert(table, row);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Inserts what nobody else has inserted meanwhile. @throws VersionConflict when somebody has: the transaction runs again */
export async function insertNew<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: new () => Row,
  rows: Row | Row[],
  subject: string,
): Promise<void> {
  await manager.insert(table, rows as never).catch((error: unknown) => {
    throw isDuplicateKey(error) ? new VersionConflict(subject) : error;
  });
}
