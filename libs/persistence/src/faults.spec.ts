import { describe, expect, it } from '@jest/globals';
import { SqliteConnectionTimeout, StoreUnavailable, VersionConflict } from './errors.js';
import { duplicateOf, isContention, isDuplicateKey, isReadOnly, isStoreFault, isUndoneByLoss } from './faults.js';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });
/** As mysql2 reports an error of the server: it has no name for some numbers of MariaDB. */
const server = (errno: number, sqlState: string, code = 'ER_ANY') => Object.assign(coded(code), { errno, sqlState });
const wrapped = (driverError: Error) => Object.assign(new Error('query failed'), { driverError });
const verdictOn = (error: unknown) => ({
  storeFault: isStoreFault(error),
  contention: isContention(error),
  duplicate: isDuplicateKey(error),
});
const STORE = { storeFault: true, contention: false, duplicate: false };
const WORK = { storeFault: false, contention: false, duplicate: false };

describe('an error of MySQL or MariaDB', () => {
  it.each([
    ['too many connections', 1040, '08004'],
    ['connections of the account used up', 1203, '42000'],
    ['a resource limit of the account', 1226, '42000'],
    ['a node that left its cluster', 1047, '08S01'],
    ['a server that shuts down', 1053, '08S01'],
    ['a statement timeout of MariaDB', 1969, '70100'],
    ['a statement timeout of MySQL', 3024, 'HY000'],
    ['a read-only transaction', 1792, '25006'],
    ['the option read-only', 1290, 'HY000'],
    ['the read-only mode', 1836, 'HY000'],
    ['a full disk', 1021, 'HY000'],
    ['a full table', 1114, 'HY000'],
    ['a revoked privilege', 1142, '42000'],
    ['a schema that is missing', 1049, '42000'],
    ['a table that is missing', 1146, '42S02'],
    ['a password that was changed', 1045, '28000'],
    ['an error that does not exist yet', 9999, 'HY000'],
    ['an unknown class', 9998, 'ZZ000'],
  ])('is a store fault: %s', (_, errno, sqlState) => {
    expect(verdictOn(server(errno, sqlState))).toEqual(STORE);
    expect(verdictOn(wrapped(server(errno, sqlState)))).toEqual(STORE);
  });

  it.each([
    ['a deadlock', 1213, '40001'],
    ['a lock timeout', 1205, 'HY000'],
    ['a rollback by group replication', 3101, '40000'],
    ['a row that changed since it was read', 1020, 'HY000'],
  ])('is contention, and a store fault when all retries are used up: %s', (_, errno, sqlState) => {
    expect(verdictOn(server(errno, sqlState))).toEqual({ ...STORE, contention: true });
  });

  it.each([
    ['text that is too long', 1406, '22001'],
    ['a number out of range', 1264, '22003'],
    ['an invalid date', 1292, '22007'],
    ['text that the column cannot store', 1366, 'HY000'],
    ['a missing value', 1048, '23000'],
    ['a foreign key', 1452, '23000'],
    ['a check of MySQL', 3819, 'HY000'],
    ['a check of MariaDB', 4025, '23000'],
    ['a wrong number of values', 1136, '21S01'],
    ['a syntax error', 1064, '42000'],
    ['a packet that is too large', 1153, '08S01'],
  ])('is a fault of the work: %s', (_, errno, sqlState) => {
    expect(verdictOn(server(errno, sqlState))).toEqual(WORK);
  });

  it('without a SQLSTATE is a store fault, because the server refused the connection', () => {
    expect(verdictOn(Object.assign(coded('ER_HOST_IS_BLOCKED'), { errno: 1129 }))).toEqual(STORE);
  });

  it.each([1290, 1792, 1836, 1047])('with number %i is undone and may be retried on another connection', (errno) => {
    expect([isUndoneByLoss(server(errno, 'HY000')), isReadOnly(server(errno, 'HY000'))]).toEqual([true, true]);
  });
});

describe('an error', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED'])(
    'with code %s is contention, and a store fault when all retries are used up',
    (code) => {
      expect(verdictOn(coded(code))).toEqual({ ...STORE, contention: true });
    },
  );

  it('is contention but no store fault when a version changed', () => {
    const conflict = new VersionConflict('lecture 1');
    expect([isContention(conflict), isStoreFault(conflict)]).toEqual([true, false]);
  });

  it.each([
    'ECONNREFUSED',
    'ENOSPC',
    'PROTOCOL_CONNECTION_LOST',
    'PROTOCOL_PACKETS_OUT_OF_ORDER',
    'SQLITE_FULL',
    'SQLITE_READONLY',
    'SQLITE_CORRUPT',
    'SQLITE_OF_A_LATER_VERSION',
    'SQLITE_IOERR_WRITE',
    'SQLITE_CANTOPEN',
  ])('with code %s is a store fault', (code) => {
    expect([isStoreFault(coded(code)), isContention(coded(code))]).toEqual([true, false]);
  });

  it.each([
    "Can't add new command when connection is in closed state",
    'Connection lost: The server closed the connection.',
  ])('without a code is a store fault by its message: %s', (message) => {
    expect(isStoreFault(new Error(message))).toBe(true);
  });

  it('is no store fault when the work itself is wrong', () => {
    for (const error of [
      coded('SQLITE_ERROR'),
      coded('SQLITE_CONSTRAINT_NOTNULL'),
      coded('SQLITE_TOOBIG'),
      coded('ERR_INVALID_ARG_TYPE'),
      new TypeError('x'),
      null,
      'text',
    ]) {
      expect([isStoreFault(error), isContention(error), isDuplicateKey(error)]).toEqual([false, false, false]);
    }
    expect(isStoreFault(new SqliteConnectionTimeout(10))).toBe(false);
  });

  it('is a store fault when the store could not be opened', () => {
    expect(isStoreFault(new StoreUnavailable('no such server'))).toBe(true);
  });
});

describe('a duplicate key', () => {
  const mysql = (entry: string, key: string) =>
    Object.assign(server(1062, '23000'), { message: `Duplicate entry '${entry}' for key '${key}'` });

  it('is identified by its index in MySQL, whatever the duplicate value contains', () => {
    expect(duplicateOf(mysql('mina', 'registration.live_slot'), 'live_slot')).toBe(true);
    expect(duplicateOf(mysql('mina', 'live_slot'), 'live_slot')).toBe(true);
    expect(duplicateOf(mysql("x' for key 'registration.live_slot", 'registration.PRIMARY'), 'live_slot')).toBe(false);
  });

  it('is identified by its columns or its index in SQLite', () => {
    const sqlite = (what: string) => coded('SQLITE_CONSTRAINT_UNIQUE', `UNIQUE constraint failed: ${what}`);
    expect(duplicateOf(sqlite('registration.live_slot'), 'live_slot')).toBe(true);
    expect(duplicateOf(sqlite('inbox.consumer, inbox.event_id'), 'event_id')).toBe(true);
    expect(duplicateOf(sqlite("index 'by_lower_email'"), 'by_lower_email')).toBe(true);
    expect(duplicateOf(sqlite('registration.id'), 'live_slot')).toBe(false);
  });
});
