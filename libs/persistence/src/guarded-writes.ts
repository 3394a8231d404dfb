import {
  LessThan,
  MoreThanOrEqual,
  type DeleteResult,
  type EntityManager,
  type FindOptionsWhere,
  type ObjectLiteral,
  type UpdateResult,
} from 'typeorm';
import { VersionConflict } from './errors.js';
import { isDuplicateKey } from './faults.js';

/** Number of rows that an UPDATE or DELETE matched; on both dialects a row counts even when no value changed. */
export function affected(result: UpdateResult | DeleteResult): number {
  if (typeof result.affected === 'number') return result.affected;
  throw new Error('the driver did not report the number of affected rows');
}

/** @throws VersionConflict when a guarded UPDATE or DELETE (`… AND version = ?`) matched no row */
export function exactlyOne(result: UpdateResult | DeleteResult, subject: string): void {
  if (affected(result) !== 1) throw new VersionConflict(subject);
}

/** `stale`: the stored state is at least as new. @throws VersionConflict when another transaction stored a state meanwhile */
export async function upsertNewest<Row extends ObjectLiteral & { sequence: number }>(
  manager: EntityManager,
  table: new () => Row,
  key: keyof Row & string,
  row: Row,
): Promise<'kept' | 'stale'> {
  const { sequence } = row;
  // The first event of an aggregate usually finds no row; where it does, the row is at least as new.
  if (sequence === 1 && (await inserted(manager, table, row))) return 'kept';
  const rowAt = (at: unknown) => ({ [key]: row[key], sequence: at }) as FindOptionsWhere<Row>;
  if (affected(await manager.update(table, rowAt(LessThan(sequence)), row)) > 0) return 'kept';
  if (await manager.existsBy(table, rowAt(MoreThanOrEqual(sequence)))) return 'stale';
  await insertNew(manager, table, row, `${table.name} ${String(row[key])}`);
  return 'kept';
}

/** @throws VersionConflict when another transaction has inserted the key meanwhile: the transaction is retried */
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
