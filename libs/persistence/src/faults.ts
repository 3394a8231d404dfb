import { CommitUnknown, SqliteConnectionTimeout, StoreUnavailable, VersionConflict } from './errors.js';

const DUPLICATES = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

const CONTENDED = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'SQLITE_LOCKED']);

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

/** A connection that dies inside a transaction reports no code, only one of these messages. */
const LOST_MESSAGES =
  /closed state|connection is not open|not connected|Connection lost|Pool is closed|Driver not Connected/i;

export const isDuplicateKey = (error: unknown): boolean => DUPLICATES.has(codeOf(error));

export function duplicateOf(error: unknown, ...names: string[]): boolean {
  if (!isDuplicateKey(error)) return false;
  const message = (error as Error).message;
  const keys =
    / for key '([^']+)'$/.exec(message)?.[1] ?? /constraint failed: (?:index )?(.+)$/.exec(message)?.[1] ?? '';
  return keys.split(',').some((key) => names.includes(key.replace(/'/g, '').trim().split('.').at(-1) ?? ''));
}

/** Whether concurrent work caused the error (deadlock, lock timeout, busy file, changed version), so that a retry may succeed. */
export const isContention = (error: unknown): boolean => error instanceof VersionConflict || isLocked(error);

/** Whether the store failed, not the work: connection lost, disk full, cannot open, still locked after all retries. */
export function isStoreFault(error: unknown): boolean {
  if (error instanceof StoreUnavailable || error instanceof CommitUnknown) return true;
  if (error instanceof SqliteConnectionTimeout) return false;
  const code = codeOf(error);
  return (
    isConnectionLost(error) || isLocked(error) || BROKEN.has(code) || /^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code)
  );
}

export const isConnectionLost = (error: unknown): boolean =>
  LOST.has(codeOf(error)) || (codeOf(error) === '' && error instanceof Error && LOST_MESSAGES.test(error.message));

/** Whether the last statement may have been executed although its response is missing; on a closed connection it was never sent. */
export const isResponseLost = (error: unknown): boolean =>
  LOST.has(codeOf(error)) && codeOf(error) !== 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR';

/** Whether a transaction was rolled back because its connection was lost before the commit, so that it may be retried. */
export const isUndoneByLoss = (error: unknown): boolean =>
  isConnectionLost(error) && !(error instanceof StoreUnavailable) && !(error instanceof CommitUnknown);

const isLocked = (error: unknown): boolean => CONTENDED.has(codeOf(error)) || codeOf(error).startsWith('SQLITE_BUSY');

function codeOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const known = code ?? driverError?.code;
  return typeof known === 'string' ? known : '';
}
