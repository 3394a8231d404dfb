/** Where an error comes from. `work`: the statement or its values, so a retry fails as well. `store`: everything else that the
 * database reports, also what this table does not list: it may be temporary, so work waits instead of being given up. */
export type ErrorOrigin = 'work' | 'duplicate' | 'contention' | 'read-only' | 'lost' | 'store';

const SQLSTATE_CLASSES: Record<string, ErrorOrigin> = {
  '21': 'work', // cardinality
  '22': 'work', // data exception: too long, out of range, invalid date, JSON or text
  '23': 'work', // integrity constraint
  '40': 'contention', // rolled back: deadlock, group replication (3101)
  '42': 'work', // syntax
};

/** Error numbers whose SQLSTATE class is too general or means something else. */
const ERROR_NUMBERS: Record<number, ErrorOrigin> = {
  ...of('duplicate', 1062, 1586),
  ...of('contention', 1020, 1205, 1213, 3058, 3572),
  ...of('read-only', 1047, 1290, 1792, 1836, 3032),
  ...of('lost', 1040, 1053, 1152, 1158, 1159, 1160, 1161, 1184, 1317, 1927, 4031),
  // Values that only the number reveals: packet too large, truncated, no default, collations, unknown text, check constraint.
  ...of('work', 1153, 1210, 1265, 1267, 1271, 1364, 1366, 1390, 3140, 3819, 4025),
  // In the class of syntax errors, but about accounts, limits and a schema that is missing here.
  ...of('store', 1044, 1045, 1049, 1142, 1143, 1146, 1203, 1226, 1227, 1370),
};

const SQLITE_CODES: Record<string, ErrorOrigin> = {
  SQLITE_ERROR: 'work',
  SQLITE_CONSTRAINT: 'work',
  SQLITE_CONSTRAINT_UNIQUE: 'duplicate',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'duplicate',
  SQLITE_MISMATCH: 'work',
  SQLITE_MISUSE: 'work',
  SQLITE_RANGE: 'work',
  SQLITE_TOOBIG: 'work',
  SQLITE_BUSY: 'contention',
  SQLITE_LOCKED: 'contention',
};

/** Of the driver and of the operating system: the connection is gone, or there was none. */
const LOST_CODES = new Set([
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
]);
const STORE_CODES = new Set(['ENOSPC', 'EIO', 'EROFS', 'EMFILE', 'ENFILE', 'EDQUOT']);

interface DriverError {
  code?: unknown;
  errno?: unknown;
  sqlState?: unknown;
}

/** Undefined for an error that no database, driver or network reported. */
export function originOf(error: unknown): ErrorOrigin | undefined {
  const { code, errno, sqlState } = driverErrorOf(error);
  if (typeof sqlState === 'string' && sqlState !== '') {
    return ERROR_NUMBERS[Number(errno)] ?? SQLSTATE_CLASSES[sqlState.slice(0, 2)] ?? 'store';
  }
  if (typeof code !== 'string') return undefined;
  if (LOST_CODES.has(code)) return 'lost';
  if (STORE_CODES.has(code)) return 'store';
  if (code.startsWith('SQLITE_')) return SQLITE_CODES[code] ?? SQLITE_CODES[primaryCodeOf(code)] ?? 'store';
  // A server that refuses the handshake sends no SQLSTATE.
  return /^(ER_|PROTOCOL_|HANDSHAKE_)/.test(code) ? (ERROR_NUMBERS[Number(errno)] ?? 'store') : undefined;
}

export const codeOf = (error: unknown): string => {
  const { code } = driverErrorOf(error);
  return typeof code === 'string' ? code : '';
};

function driverErrorOf(error: unknown): DriverError {
  const { driverError, ...own } = (error ?? {}) as DriverError & { driverError?: DriverError };
  return own.code === undefined ? (driverError ?? {}) : own;
}

const primaryCodeOf = (code: string): string => code.split('_').slice(0, 2).join('_');

function of(origin: ErrorOrigin, ...numbers: number[]): Record<number, ErrorOrigin> {
  return Object.fromEntries(numbers.map((number) => [number, origin]));
}
