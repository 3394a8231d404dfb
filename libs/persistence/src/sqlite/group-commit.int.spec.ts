import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { tempDir } from '#testing';
import { Booking, booking, contractParts } from '../../test/booking.js';
import { Database } from '../database.js';
import { VersionConflict } from '../errors.js';
import { LibsqlConnection } from './libsql-connection.js';

const FIVE = ['a', 'b', 'c', 'd', 'e'];
const POSITIONS = FIVE.map((id, position) => ({ position, id }));

describe('units of work that share a commit', () => {
  const dataDir = tempDir('group-commit');
  let database: Database;
  const put = (id: string) => database.manager.insert(Booking, booking(id));
  const storedIds = async () => (await database.reader.find(Booking, { order: { id: 'ASC' } })).map(({ id }) => id);
  const all = (work: (id: string) => Promise<unknown>) =>
    Promise.allSettled(FIVE.map((id) => database.transaction(() => work(id))));
  const rejections = (outcomes: PromiseSettledResult<unknown>[]) =>
    outcomes.flatMap((outcome, position) =>
      outcome.status === 'rejected' ? [{ position, reason: outcome.reason as unknown }] : [],
    );
  /** Lets `fails` decide which COMMIT the disk refuses. */
  const commits = (fails: (number: number) => boolean) => {
    const { exec } = LibsqlConnection.prototype;
    let number = 0;
    return jest.spyOn(LibsqlConnection.prototype, 'exec').mockImplementation(function (this: LibsqlConnection, sql) {
      if (sql === 'COMMIT' && fails((number += 1)))
        throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
      exec.call(this, sql);
    });
  };
  const countOf = (spy: ReturnType<typeof commits>) => spy.mock.calls.filter(([sql]) => sql === 'COMMIT').length;

  beforeAll(async () => {
    database = await Database.open({ url: 'sqlite:', dataDir, service: 'booking', ...contractParts });
  });
  beforeEach(() => database.reader.query('DELETE FROM booking'));
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => database.close());

  it('need one commit for five of them, and settle after it', async () => {
    const spy = commits(() => false);
    const seen: string[][] = [];
    await all(async (id) => {
      await put(id);
      database.afterCommit(() => void storedIds().then((ids) => seen.push(ids)));
    });
    expect(countOf(spy)).toBe(1);
    await storedIds();
    expect(seen).toEqual(FIVE.map(() => FIVE));
  });

  it.each(POSITIONS)(
    'are kept when the one at position $position is refused after a write',
    async ({ position, id }) => {
      const spy = commits(() => false);
      const outcomes = await all(async (each) => {
        await put(each);
        if (each === id) throw new Error('refused');
      });
      expect(rejections(outcomes)).toMatchObject([{ position, reason: { message: 'refused' } }]);
      expect(await storedIds()).toEqual(FIVE.filter((each) => each !== id));
      expect(countOf(spy)).toBe(1);
    },
  );

  it.each(POSITIONS)('are kept when the one at position $position conflicts, which runs again', async ({ id }) => {
    let runs = 0;
    const outcomes = await all(async (each) => {
      await put(each);
      if (each === id && (runs += 1) === 1) throw new VersionConflict('booking');
    });
    expect(rejections(outcomes)).toEqual([]);
    expect(runs).toBe(2);
    expect(await storedIds()).toEqual(FIVE);
  });

  it('run again one by one when the shared commit fails', async () => {
    const spy = commits((number) => number === 1);
    expect(rejections(await all(put))).toEqual([]);
    expect(await storedIds()).toEqual(FIVE);
    expect(countOf(spy)).toBe(6);
  });

  it('report the failure of their own commit to the one that failed, and to no other', async () => {
    commits((number) => number === 1 || number === 3);
    const outcomes = await all(put);
    expect(rejections(outcomes)).toMatchObject([{ reason: { code: 'SQLITE_FULL' } }]);
    expect(await storedIds()).toHaveLength(4);
  });

  it('run again when they were refused because of rows that were rolled back', async () => {
    commits((number) => number === 1);
    let runs = 0;
    const first = database.transaction(async () => {
      if ((runs += 1) === 2) throw new Error('gives up');
      await put('seat');
    });
    const second = database.transaction(() => put('seat'));
    await expect(first).rejects.toThrow('gives up');
    await second;
    expect(await storedIds()).toEqual(['seat']);
  });

  it('run again when SQLite itself rolls back the transaction of one of them', async () => {
    const outcomes = await all(async (id) => {
      await put(id);
      if (id !== 'c') return;
      LibsqlConnection.prototype.exec.call(writer(database), 'ROLLBACK');
      throw new Error('disk full');
    });
    expect(rejections(outcomes)).toMatchObject([{ position: 2, reason: { message: 'disk full' } }]);
    expect(await storedIds()).toEqual(['a', 'b', 'd', 'e']);
  });

  it('include single statements, of which a failing one affects no other', async () => {
    const spy = commits(() => false);
    const write = (id: string) => database.statement((manager) => manager.insert(Booking, booking(id)));
    const outcomes = await Promise.allSettled(['a', 'b', 'a', 'c'].map(write));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await storedIds()).toEqual(['a', 'b', 'c']);
    expect(countOf(spy)).toBe(1);
  });

  it('repeat a single statement whose shared commit failed', async () => {
    commits((number) => number === 1);
    await Promise.all(FIVE.map((id) => database.reader.insert(Booking, booking(id))));
    expect(await storedIds()).toEqual(FIVE);
  });

  it('are invisible to readers until they have committed', async () => {
    let during: string[] = [];
    const outside = jest.fn(storedIds);
    const reading = new Promise<void>((resolve) => {
      setTimeout(() => void outside().then((ids) => ((during = ids), resolve())), 5);
    });
    await database.transaction(async () => {
      await put('a');
      await reading;
    });
    expect(during).toEqual([]);
    expect(outside).toHaveBeenCalledTimes(1);
    expect(await storedIds()).toEqual(['a']);
  });
});

const writer = (database: Database): LibsqlConnection =>
  (database as unknown as { source: { driver: { databaseConnection: LibsqlConnection } } }).source.driver
    .databaseConnection;
