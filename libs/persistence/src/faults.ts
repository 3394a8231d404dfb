import { CommitUnknown, SqliteConnectionTimeout, StoreUnavailable, VersionConflict } from './errors.js';

const DUPLICATES = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

const LOCKED = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'SQLITE_LOCKED']);

const LOST = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_NEW_ABORTING_CONNECTION',
  'ER_CONNECTION_KILLED',
  'ER_QUERY_INTERRUPTED',
]);

const BROKEN = new Set([
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
  'ER_ERROR_ON_WRITE',
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_READ_ONLY_MODE',
  'ER_ACCESS_DENIED_ERROR',
  'ER_OUT_OF_RESOURCES',
  'ENOSPC',
  'EIO',
  'SQLITE_FULL',
  'SQLITE_CANTOPEN',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
  'SQLITE_NOMEM',
]);

/** A connection that died in the middle of a transaction reports no code at all, only these words. */
const LOST_WORDS =
  /closed state|connection is not open|not connected|Connection lost|Pool is closed|Driver not Connected/i;

/** Whether the store refused a row because a primary or unique key holds its value already. */
export const isDuplicateKey = (error: unknown): boolean => DUPLICATES.has(codeOf(error));

/** Whether it is a key over one of the named columns, or of one of the names, that holds the value already. */
export function duplicateOf(error: unknown, ...names: string[]): boolean {
  if (!isDuplicateKey(error)) return false;
  const message = (error as Error).message;
  const keys =
    / for key '([^']+)'$/.exec(message)?.[1] ?? /constraint failed: (?:index )?(.+)$/.exec(message)?.[1] ?? '';
  return keys.split(',').some((key) => names.includes(key.replace(/'/g, '').trim().split('.').at(-1) ?? ''));
}

/** Whether others were merely in the way (deadlock, lock timeout, busy file, changed version): the same work may succeed next time. */
export const isContention = (error: unknown): boolean => error instanceof VersionConflict || isLocked(error);

/** Whether the store failed, not the work: connection lost, disk full, cannot open, still locked after every retry. */
export function isStoreFault(error: unknown): boolean {
  if (error instanceof StoreUnavailable || error instanceof CommitUnknown) return true;
  if (error instanceof SqliteConnectionTimeout) return false;
  const code = codeOf(error);
  return (
    isConnectionLost(error) || isLocked(error) || BROKEN.has(code) || /^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code)
  );
}

/** Whether the connection to the store is gone; what was not committed is undone. */
export const isConnectionLost = (error: unknown): boolean =>
  LOST.has(codeOf(error)) || (codeOf(error) === '' && error instanceof Error && LOST_WORDS.test(error.message));

/** Whether what was sent last may have been done although its answer is missing; on a closed connection it was never sent. */
export const isAnswerLost = (error: unknown): boolean =>
  LOST.has(codeOf(error)) && codeOf(error) !== 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR';

/** Whether a transaction was undone because its connection was lost before the commit, so that the work may run again. */
export const isUndoneByLoss = (error: unknown): boolean =>
  isConnectionLost(error) && !(error instanceof StoreUnavailable) && !(error instanceof CommitUnknown);

const isLocked = (error: unknown): boolean => LOCKED.has(codeOf(error)) || codeOf(error).startsWith('SQLITE_BUSY');

function codeOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const known = code ?? driverError?.code;
  return typeof known === 'string' ? known : '';
}
