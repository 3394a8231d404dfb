/**
 * SQL for the store's clock plus `inMs` milliseconds, in UTC whatever the session's time zone is, comparable with an
 * `InstantColumn`. Where replicas compete (leases, claims) they compare with this clock, because their own clocks differ.
 */
export const storeInstant = (dialect: 'sqlite' | 'mysql', inMs = 0): string =>
  dialect === 'sqlite'
    ? `strftime('%Y-%m-%d %H:%M:%f', 'now', '${inMs / 1000} seconds')`
    : `(UTC_TIMESTAMP(3) + INTERVAL ${inMs * 1000} MICROSECOND)`;
