type Dialect = 'sqlite' | 'mysql';

/** SQL for the store's clock plus `inMs` milliseconds, in UTC whatever the session's time zone is, comparable with an
 * `InstantColumn`. Where replicas compete (leases, claims) they compare with this clock, because their own clocks differ. */
export const storeInstant = (dialect: Dialect, inMs = 0): string =>
  dialect === 'sqlite'
    ? `strftime('%Y-%m-%d %H:%M:%f', 'now', '${inMs / 1000} seconds')`
    : `(UTC_TIMESTAMP(3) + INTERVAL ${inMs * 1000} MICROSECOND)`;

/** SQL for the store's clock plus `inMs`, in milliseconds since 1970. `UNIX_TIMESTAMP(NOW(3))` would repeat an hour when summer time ends. */
export const storeMillis = (dialect: Dialect, inMs = 0): string =>
  dialect === 'sqlite'
    ? `(CAST(unixepoch('subsec') * 1000 AS INTEGER) + ${inMs})`
    : `(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000 + ${inMs})`;

/** Small corrections of the server's clock must not end a lease. */
const TOLERANCE_MS = 1_000;

/** SQL condition: a lease of at most `leaseMs`, stored with `storeMillis`, has ended. One that would last longer was granted
 * before the store's clock was set back: it has ended, too. */
export const leaseEnded = (dialect: Dialect, column: string, leaseMs: number): string =>
  `(${column} <= ${storeMillis(dialect)} OR ${column} > ${storeMillis(dialect, leaseMs + TOLERANCE_MS)})`;
