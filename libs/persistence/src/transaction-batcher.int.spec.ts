import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { onEveryStore } from '#testing';
import { Booking, booking, contractParts } from '../test/booking.js';
import { Refused } from './batcher.js';
import { Database } from './database.js';
import { TransactionBatcher } from './transaction-batcher.js';

const FIVE = ['a', 'b', 'c', 'd', 'e'];
const POSITIONS = FIVE.map((id, position) => ({ position, id }));

onEveryStore('calls of units of work that share a transaction', (newStore) => {
  const address = newStore();
  let database: Database;
  let runs: string[][];
  let refused: string | undefined;
  let inserts: TransactionBatcher<string, string>;

  beforeAll(async () => {
    database = await Database.open({ ...address, service: 'booking', ...contractParts });
  });
  beforeEach(async () => {
    await database.reader.query('DELETE FROM booking');
    runs = [];
    refused = undefined;
    inserts = new TransactionBatcher(
      database,
      async (ids, manager) => {
        runs.push(ids);
        await manager.insert(
          Booking,
          ids.filter((id) => id !== refused).map((id) => booking(id)),
        );
        return ids.map((id) => (id === refused ? new Refused(new Error('no seats')) : id.toUpperCase()));
      },
      (id) => id.charAt(0),
    );
  });
  afterAll(() => database.close());

  const together = (units: (() => Promise<unknown>)[]) =>
    database.shared((_tx, join) => Promise.all(units.map((unit) => join(unit))));
  const stored = async () => (await database.reader.find(Booking, { order: { id: 'ASC' } })).map(({ id }) => id);

  it('are written with one statement, and their results are returned to each unit', async () => {
    const results = await together(FIVE.map((id) => () => inserts.add(id)));
    expect({ results, runs }).toEqual({ results: ['A', 'B', 'C', 'D', 'E'], runs: [FIVE] });
    expect(await stored()).toEqual(FIVE);
  });

  it('are gathered step by step, although one unit takes more steps than another', async () => {
    await together([
      async () => {
        await inserts.add('a');
        await inserts.add('c');
      },
      () => inserts.add('b'),
    ]);
    expect(runs).toEqual([['a', 'b'], ['c']]);
  });

  it('do not run together when they have a common key', async () => {
    await together(['a1', 'b1', 'a2'].map((id) => () => inserts.add(id)));
    expect(runs).toEqual([['a1', 'b1'], ['a2']]);
  });

  it('have a transaction of their own elsewhere, or join the one of the caller', async () => {
    expect(await inserts.add('a')).toBe('A');
    await database.transaction(() => inserts.add('b'));
    await expect(
      database.transaction(async () => {
        await inserts.add('c');
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    expect(await stored()).toEqual(['a', 'b']);
  });

  it.each(POSITIONS)('are undone for all units when the one at position $position is refused', async ({ id }) => {
    refused = id;
    await expect(together(FIVE.map((each) => () => inserts.add(each)))).rejects.toThrow('no seats');
    expect(await stored()).toEqual([]);
  });

  it.each(POSITIONS)('are undone for all units when the one at position $position fails afterwards', async ({ id }) => {
    const unit = async (each: string) => {
      await inserts.add(each);
      if (each === id) throw new Error('failed');
    };
    await expect(together(FIVE.map((each) => () => unit(each)))).rejects.toThrow('failed');
    expect(await stored()).toEqual([]);
  });

  it('run callbacks after the commit of all, and in the context of no unit', async () => {
    const context = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const observed = new TransactionBatcher<string, undefined>(database, async (ids) => {
      seen.push(context.getStore());
      database.afterCommit(() => seen.push('committed'));
      return ids.map(() => undefined);
    });
    await database.shared((_tx, join) =>
      Promise.all(['a', 'b'].map((id) => context.run(id, () => join(() => observed.add(id))))),
    );
    expect(seen).toEqual([undefined, 'committed']);
  });

  it('are not stored when the store has ended the transaction before it could be known', async () => {
    const deadlock = async () => {
      await Promise.all([
        database.manager.query('ROLLBACK'),
        database.manager.query(`SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213`),
      ]);
    };
    const write = () => database.manager.insert(Booking, booking('late'));
    await expect(together([deadlock, write])).rejects.toThrow();
    expect(await stored()).toEqual([]);
  });

  it('must be awaited by the unit that shares the transaction', async () => {
    let left: Promise<unknown> | undefined;
    const shared = database.shared(async (_tx, join) => {
      left = join(() => inserts.add('a'));
    });
    await expect(shared).rejects.toThrow('was not awaited');
    await expect(left).rejects.toThrow('was not awaited');
    expect(await stored()).toEqual([]);
  });
});
