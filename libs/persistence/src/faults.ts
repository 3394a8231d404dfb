import { codeOf, originOf } from './error-table.js';
import {
  CommitUnknown,
  SharedCommitFailed,
  SqliteConnectionTimeout,
  StoreUnavailable,
  VersionConflict,
} from './errors.js';

/** A connection that dies inside a transaction reports no code, only one of these messages. */
const LOST_MESSAGES =
  /closed state|connection is not open|not connected|Connection lost|Pool is closed|Driver not Connected/i;

export const isDuplicateKey = (error: unknown): boolean => originOf(error) === 'duplicate';

export function duplicateOf(error: unknown, ...names: string[]): boolean {
  if (!isDuplicateKey(error)) return false;
  const message = (error as Error).message;
  const keys =
    / for key '([^']+)'$/.exec(message)?.[1] ?? /constraint failed: (?:index )?(.+)$/.exec(message)?.[1] ?? '';
  return keys.split(',').some((key) => names.includes(key.replace(/'/g, '').trim().split('.').at(-1) ?? ''));
}

/** Whether concurrent work caused the error (deadlock, lock timeout, busy file, changed version), so that a retry may succeed. */
export const isContention = (error: unknown): boolean =>
  error instanceof VersionConflict || error instanceof SharedCommitFailed || originOf(error) === 'contention';

/** Whether the store failed, not the work: connection lost, disk full, cannot open, still locked after all retries, or an unknown error. */
export function isStoreFault(error: unknown): boolean {
  if (error instanceof StoreUnavailable || error instanceof CommitUnknown) return true;
  if (error instanceof SqliteConnectionTimeout) return false;
  const origin = originOf(error);
  return origin === undefined ? isLostByMessage(error) : origin !== 'work' && origin !== 'duplicate';
}

/** Whether the last statement may have been executed although its response is missing; on a closed connection it was never sent. */
export const isResponseLost = (error: unknown): boolean =>
  originOf(error) === 'lost' && codeOf(error) !== 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR';

/** Whether the server refuses writes, as a former primary after a failover does: another connection may lead to the new one. */
export const isReadOnly = (error: unknown): boolean => originOf(error) === 'read-only';

/** Whether a transaction was rolled back because of its connection before the commit, so that it may be retried on another one. */
export const isUndoneByLoss = (error: unknown): boolean =>
  (originOf(error) === 'lost' || isReadOnly(error) || isLostByMessage(error)) &&
  !(error instanceof StoreUnavailable) &&
  !(error instanceof CommitUnknown);

const isLostByMessage = (error: unknown): boolean =>
  codeOf(error) === '' && error instanceof Error && LOST_MESSAGES.test(error.message);
