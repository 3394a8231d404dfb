import type { DeleteResult, UpdateResult } from 'typeorm';
import { VersionConflict } from './errors.js';

/** Number of rows that an UPDATE or DELETE of TypeORM matched; on both dialects a row counts even when no value changed. */
export function affected(result: UpdateResult | DeleteResult): number {
  if (typeof result.affected === 'number') return result.affected;
  throw new Error('the driver did not tell how many rows were affected');
}

/**
 * Asserts that a guarded UPDATE or DELETE (`… AND version = ?`) found its row.
 * @param subject named in the error, such as `lecture 0193…`
 * @throws VersionConflict when no row matched
 */
export function exactlyOne(result: UpdateResult | DeleteResult, subject: string): void {
  if (affected(result) !== 1) throw new VersionConflict(subject);
}
