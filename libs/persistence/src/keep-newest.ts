import { LessThan, MoreThanOrEqual, type EntityManager, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { affected } from './affected.js';
import { VersionConflict } from './errors.js';
import { isDuplicateKey } from './faults.js';

/**
 * Keeps the latest state of what somebody else owns, in whatever order the states are told; `stale` when what is there tells at
 * least as much. Call it inside a transaction.
 * @param key the column that tells whose state it is, the table's primary key
 * @throws VersionConflict when somebody else was faster: the transaction runs again
 */
export async function keepNewest<Row extends ObjectLiteral & { sequence: number }>(
  manager: EntityManager,
  table: new () => Row,
  key: keyof Row & string,
  row: Row,
): Promise<'kept' | 'stale'> {
  const { sequence } = row;
  // The first news finds no row; where it does, that row tells at least as much.
  if (sequence === 1 && (await inserted(manager, table, row))) return 'kept';
  const told = (at: unknown) => ({ [key]: row[key], sequence: at }) as FindOptionsWhere<Row>;
  if (affected(await manager.update(table, told(LessThan(sequence)), row)) > 0) return 'kept';
  // Not just any: an older one may have come in since the update.
  if (await manager.existsBy(table, told(MoreThanOrEqual(sequence)))) return 'stale';
  await insertNew(manager, table, row, `${table.name} ${String(row[key])}`);
  return 'kept';
}

/** Inserts what nobody else has inserted meanwhile. @throws VersionConflict when somebody has: the transaction runs again */
export async function insertNew<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: new () => Row,
  rows: Row | Row[],
  subject: string,
): Promise<void> {
  if (!(await inserted(manager, table, rows))) throw new VersionConflict(subject);
}

async function inserted<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: new () => Row,
  rows: Row | Row[],
): Promise<boolean> {
  try {
    await manager.insert(table, rows);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
