import { describe, expect, it } from '@jest/globals';
import { SqliteConnectionTimeout, StoreUnavailable, VersionConflict } from './errors.js';
import { duplicateOf, isContention, isDuplicateKey, isStoreFault } from './faults.js';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });
const wrapped = (code: string) => Object.assign(new Error('query failed'), { driverError: coded(code) });

describe('an error', () => {
  it.each(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])(
    'with code %s is contention, and a store fault when all retries are used up',
    (code) => {
      expect([isContention(coded(code)), isContention(wrapped(code)), isStoreFault(coded(code))]).toEqual([
        true,
        true,
        true,
      ]);
    },
  );

  it('is contention but no store fault when a version changed', () => {
    const conflict = new VersionConflict('lecture 1');
    expect([isContention(conflict), isStoreFault(conflict)]).toEqual([true, false]);
  });

  it.each([
    'ECONNREFUSED',
    'PROTOCOL_CONNECTION_LOST',
    'ER_DISK_FULL',
    'SQLITE_FULL',
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
      coded('ER_PARSE_ERROR'),
      coded('SQLITE_CONSTRAINT_NOTNULL'),
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
  const mysql = (entry: string, key: string) => coded('ER_DUP_ENTRY', `Duplicate entry '${entry}' for key '${key}'`);

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
