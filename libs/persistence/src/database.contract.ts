import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Column, Entity, PrimaryColumn, type QueryRunner } from 'typeorm';
import {
  affected,
  createIndex,
  createTable,
  duplicateOf,
  exactlyOne,
  InstantColumn,
  isContention,
  isDuplicateKey,
  isStoreFault,
  likePattern,
  OutsideTransaction,
  VersionConflict,
  type Database,
  type DatabaseOptions,
} from './index.js';

@Entity('booking')
class Booking {
  @PrimaryColumn('varchar', { length: 64 })
  id: string;

  @Column('varchar', { name: 'live_slot', length: 64, nullable: true })
  liveSlot?: string | null;

  @Column('bigint')
  amount: number;

  @Column('mediumtext')
  note: string;

  @Column('simple-json')
  tags: string[];

  @InstantColumn({ name: 'booked_at', nullable: true })
  bookedAt?: Date | null;
}

class CreateBooking1700000000000 {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE booking (
        id varchar(64) NOT NULL PRIMARY KEY, live_slot varchar(64), amount bigint NOT NULL, note mediumtext NOT NULL,
        tags text NOT NULL, booked_at datetime(3))`,
    );
    await createIndex(runner, 'CREATE UNIQUE INDEX live_slot ON booking (live_slot)');
    await createIndex(runner, 'CREATE UNIQUE INDEX live_slot ON booking (live_slot)');
  }

  async down(): Promise<void> {}
}

const booking = (id: string, more: Partial<Booking> = {}): Booking => ({ id, amount: 1, note: '', tags: [], ...more });

export const contractParts: Pick<DatabaseOptions, 'entities' | 'migrations'> = {
  entities: [Booking],
  migrations: [CreateBooking1700000000000],
};

/** What every dialect of `Database` promises. @param open opens the same store each time, with `contractParts` */
export function aDatabase(open: () => Promise<Database>): void {
  let database: Database;
  const put = (...bookings: Booking[]) => database.manager.insert(Booking, bookings);
  const kept = async () => (await database.reader.find(Booking, { order: { id: 'ASC' } })).map(({ id }) => id);

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.reader.query('DELETE FROM booking');
  });
  afterAll(() => database.close());

  describe('a transaction', () => {
    it('keeps everything it did, or nothing', async () => {
      await database.transaction(() => put(booking('a'), booking('b')));
      const failing = database.transaction(async () => {
        await put(booking('c'));
        throw new Error('the roof fell in');
      });
      await expect(failing).rejects.toThrow('the roof fell in');
      expect(await kept()).toEqual(['a', 'b']);
    });

    it('answers what its work answers', async () => {
      expect(await database.transaction(async () => 30)).toBe(30);
    });

    it('is not disturbed by nineteen others at the same time', async () => {
      const one = (n: number) =>
        database.transaction(async () => {
          await put(booking(`${n}-first`));
          await pause();
          await put(booking(`${n}-second`));
          if (n % 2 === 1) throw new Error('odd');
        });
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => one(n)));
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
      const even = Array.from({ length: 10 }, (_, n) => [`${2 * n}-first`, `${2 * n}-second`]).flat();
      expect((await kept()).sort()).toEqual(even.sort());
    });

    it('hides what it has not committed from everybody else, and shows it to itself', async () => {
      const seen: number[] = [];
      let outside!: Promise<number>;
      const ask = asyncQuestion(() => database.reader.count(Booking));
      await database
        .transaction(async () => {
          await put(booking('a'));
          seen.push(await database.reader.count(Booking));
          outside = ask();
          await pause();
          if (database.dialect === 'mysql') seen.push(await outside);
          throw new Error('undone');
        })
        .catch((error: Error) => expect(error.message).toBe('undone'));
      expect(seen).toEqual(database.dialect === 'mysql' ? [1, 0] : [1]);
      expect(await outside).toBe(0);
    });
  });

  describe('after the commit', () => {
    it('calls who waits for it, outside the transaction and with its rows in place', async () => {
      const calls: boolean[] = [];
      await database.transaction(async (tx) => {
        tx.afterCommit(() => calls.push(database.insideTransaction));
        await put(booking('a'));
        expect(calls).toEqual([]);
      });
      expect(calls).toEqual([false]);
    });

    it('calls nobody when the transaction was undone', async () => {
      const calls: string[] = [];
      const failing = database.transaction(async (tx) => {
        tx.afterCommit(() => calls.push('called'));
        await put(booking('a'), booking('a'));
      });
      await expect(failing).rejects.toThrow();
      expect(calls).toEqual([]);
    });

    it('calls once although the work ran three times', async () => {
      const calls: number[] = [];
      let runs = 0;
      await database.transaction(async (tx) => {
        runs += 1;
        const run = runs;
        tx.afterCommit(() => calls.push(run));
        if (run < 3) throw new VersionConflict('booking a');
      });
      expect(calls).toEqual([3]);
    });
  });

  describe('a conflict', () => {
    it('makes the whole work run again, from nothing', async () => {
      let runs = 0;
      await database.transaction(async () => {
        runs += 1;
        await put(booking('a'));
        if (runs === 1) throw new VersionConflict('booking a');
      });
      expect(runs).toBe(2);
      expect(await kept()).toEqual(['a']);
    });

    it('is given up after a bounded number of runs', async () => {
      let runs = 0;
      const failing = database.transaction(async () => {
        runs += 1;
        throw new VersionConflict('booking a');
      });
      await expect(failing).rejects.toThrow(VersionConflict);
      expect(runs).toBe(12);
    });

    it('is what a guarded update without its row is', async () => {
      const update = (id: string) => database.manager.update(Booking, { id, amount: 1 }, { amount: 2 });
      await database.transaction(async () => {
        await put(booking('a'));
        exactlyOne(await update('a'), 'booking a');
      });
      await database.transaction(async () => expect(affected(await update('a'))).toBe(0));
      const stale = database.transaction(async () => exactlyOne(await update('a'), 'booking a'));
      await expect(stale).rejects.toThrow(/booking a was changed/);
    });

    it('never loses one of forty increments by version', async () => {
      await database.transaction(() => put(booking('a')));
      const increment = () =>
        database.transaction(async () => {
          const { amount } = await database.manager.findOneByOrFail(Booking, { id: 'a' });
          exactlyOne(await database.manager.update(Booking, { id: 'a', amount }, { amount: amount + 1 }), 'booking a');
        });
      for (let round = 0; round < 8; round += 1) await Promise.all(Array.from({ length: 5 }, increment));
      expect((await database.reader.findOneByOrFail(Booking, { id: 'a' })).amount).toBe(41);
    });
  });

  describe('a transaction inside a transaction', () => {
    it('commits with the outer one', async () => {
      const calls: string[] = [];
      await database.transaction(async () => {
        await database.transaction(async (tx) => {
          tx.afterCommit(() => calls.push('inner'));
          await put(booking('a'));
        });
        expect(calls).toEqual([]);
        await put(booking('b'));
      });
      expect(calls).toEqual(['inner']);
      expect(await kept()).toEqual(['a', 'b']);
    });

    it('is undone with the outer one', async () => {
      const failing = database.transaction(async () => {
        await database.transaction(() => put(booking('a')));
        throw new Error('after all');
      });
      await expect(failing).rejects.toThrow('after all');
      expect(await kept()).toEqual([]);
    });

    it('undoes only itself when the outer one goes on without it', async () => {
      const calls: string[] = [];
      await database.transaction(async () => {
        await put(booking('a'));
        const inner = database.transaction(async (tx) => {
          tx.afterCommit(() => calls.push('inner'));
          await put(booking('b'));
          throw new Error('refused');
        });
        await expect(inner).rejects.toThrow('refused');
        await put(booking('c'));
      });
      expect(await kept()).toEqual(['a', 'c']);
      expect(calls).toEqual([]);
    });

    it('does not retry by itself: the outermost runs again, even where the conflict was caught', async () => {
      let outer = 0;
      let inner = 0;
      await database.transaction(async () => {
        outer += 1;
        const conflict = database.transaction(async () => {
          inner += 1;
          if (inner === 1) throw new VersionConflict('booking a');
        });
        await conflict.catch((error: unknown) => expect(error).toBeInstanceOf(VersionConflict));
        await put(booking(`run ${outer}`));
      });
      expect({ outer, inner }).toEqual({ outer: 2, inner: 2 });
      expect(await kept()).toEqual(['run 2']);
    });

    it('never runs beside another one', async () => {
      const failing = database.transaction(() =>
        Promise.all([database.transaction(() => put(booking('a'))), database.transaction(() => put(booking('b')))]),
      );
      await expect(failing).rejects.toThrow(/one after the other/);
      expect(await kept()).toEqual([]);
    });

    it('is not forgotten: the outer one does not commit without it', async () => {
      const failing = database.transaction(async () => {
        void database.transaction(() => put(booking('a'))).catch(() => 'reported by the outer one');
      });
      await expect(failing).rejects.toThrow(/was not awaited/);
      expect(await kept()).toEqual([]);
    });
  });

  describe('a lost context', () => {
    it('is refused where a write is tried outside every transaction', async () => {
      expect(() => database.manager).toThrow(OutsideTransaction);
      expect(database.insideTransaction).toBe(false);
    });

    it('is refused after the transaction of the context has ended', async () => {
      let late!: Promise<unknown>;
      let kicked!: () => void;
      await database.transaction(async (tx) => {
        const kick = new Promise<void>((resolve) => (kicked = resolve));
        late = kick.then(() => database.manager).catch((error: unknown) => error);
        await tx.manager.count(Booking);
      });
      kicked();
      expect(await late).toBeInstanceOf(OutsideTransaction);
    });

    it('is refused when a manager outlives its transaction', async () => {
      const manager = await database.transaction(async (tx) => tx.manager);
      await expect(manager.insert(Booking, booking('a'))).rejects.toThrow(OutsideTransaction);
      expect(await kept()).toEqual([]);
    });

    it('is refused to a statement that comes after its failed sibling', async () => {
      const late: unknown[] = [];
      const failing = database.transaction(async ({ manager }) => {
        const slow = async () => {
          for (let n = 0; n < 50; n += 1) await manager.insert(Booking, booking(`late ${n}`));
        };
        const fails = () => manager.query('SELECT nonsense');
        await Promise.all([slow().catch((error: unknown) => late.push(error)), fails()]);
      });
      await expect(failing).rejects.toThrow(/nonsense/);
      await eventually(() => expect(late).toHaveLength(1));
      expect(await kept()).toEqual([]);
    });

    it('begins a transaction of its own in a timer that was set inside another', async () => {
      let late: Promise<unknown> | undefined;
      await database.transaction(async () => {
        setTimeout(() => (late = database.transaction(() => put(booking('a')))), 5);
      });
      await eventually(async () => expect(await kept()).toEqual(['a']));
      await late;
    });
  });

  describe('a row', () => {
    it('keeps milliseconds, big numbers, lists and every script', async () => {
      const row = booking('a', {
        liveSlot: '수강 🎓',
        amount: 9_007_199_254_740_991,
        note: 'ñ'.repeat(70_000),
        tags: ['%', "'"],
        bookedAt: new Date('2027-03-02T01:00:00.123Z'),
      });
      await database.transaction(() => put(row));
      expect(await database.reader.findOneByOrFail(Booking, { id: 'a' })).toEqual(row);
    });

    it('is found by its instant', async () => {
      const at = new Date('2027-03-02T01:00:00.123Z');
      await database.transaction(() => put(booking('a', { bookedAt: at })));
      const found = (since: Date) =>
        database.reader.createQueryBuilder(Booking, 'b').where('b.bookedAt <= :since', { since }).getCount();
      expect(await found(at)).toBe(1);
      expect(await found(new Date(at.getTime() - 1))).toBe(0);
    });

    it('is told from others by letter case, accents and trailing spaces', async () => {
      await database.transaction(() => put(...['mina', 'Mina', 'Miña', 'mina '].map((id) => booking(id))));
      expect(await kept()).toHaveLength(4);
      expect(await database.reader.countBy(Booking, { id: 'MINA' })).toBe(0);
    });

    it('is found by a piece of text with wildcards taken as they are', async () => {
      await database.transaction(() =>
        put(booking('a', { note: '100% of_it\\' }), booking('b', { note: '1000 often' })),
      );
      const like = (text: string) =>
        database.reader
          .createQueryBuilder(Booking, 'b')
          .where(`b.note LIKE :like ESCAPE '!'`, { like: `%${likePattern(text)}%` })
          .getCount();
      expect(await Promise.all(['100%', 'of_it', 'it\\', 'o%n', '!'].map(like))).toEqual([1, 1, 1, 0, 0]);
    });
  });

  describe('a duplicate', () => {
    it('is recognised, and by which key', async () => {
      await database.transaction(() => put(booking('a', { liveSlot: 'mina:algorithms' })));
      const refused = async (row: Booking): Promise<unknown> =>
        database.transaction(() => put(row)).catch((error: unknown) => error);
      const id = await refused(booking('a'));
      const slot = await refused(booking("for key 'booking.PRIMARY'", { liveSlot: 'mina:algorithms' }));
      expect([isDuplicateKey(id), isDuplicateKey(slot)]).toEqual([true, true]);
      expect([duplicateOf(id, 'live_slot'), duplicateOf(slot, 'live_slot')]).toEqual([false, true]);
      expect([isContention(slot), isStoreFault(slot)]).toEqual([false, false]);
    });

    it('leaves the transaction usable', async () => {
      await database.transaction(() => put(booking('a')));
      await database.transaction(async () => {
        await expect(put(booking('a'))).rejects.toThrow();
        await put(booking('b'));
      });
      expect(await kept()).toEqual(['a', 'b']);
    });

    it('may have many rows without a slot', async () => {
      await database.transaction(() => put(booking('a', { liveSlot: null }), booking('b', { liveSlot: null })));
      expect(await kept()).toEqual(['a', 'b']);
    });
  });

  describe('a missing row or a broken statement', () => {
    it('is neither contention nor the fault of the store', async () => {
      const error = await database.reader.query('SELECT nonsense').catch((reason: unknown) => reason);
      expect([isContention(error), isStoreFault(error), isDuplicateKey(error)]).toEqual([false, false, false]);
    });
  });

  describe('the end', () => {
    it('waits for open transactions; whoever comes later meets a fault of the store', async () => {
      const closing = await open();
      await closing.ping();
      const last = closing.transaction(async () => {
        await pause();
        await closing.manager.insert(Booking, booking('last'));
      });
      await closing.close();
      await last;
      expect(await kept()).toEqual(['last']);
      const late = await closing.ping().catch((error: unknown) => error);
      expect(isStoreFault(late)).toBe(true);
      const write = await closing.transaction(async () => 1).catch((error: unknown) => error);
      expect(isStoreFault(write)).toBe(true);
    });
  });
}

/** A question that is asked outside the transaction in which its asker was called. */
const asyncQuestion = <T>(ask: () => Promise<T>) => AsyncLocalStorage.bind(ask);

const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
