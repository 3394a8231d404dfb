import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { affected, exactlyOne, VersionConflict } from '#persistence';
import { Booking, booking, pause, type Bookings } from './booking.js';

/** Transactions are atomic, call back after the commit, and are retried after a conflict. */
export function transactions(about: () => Bookings): void {
  describe('Database.statement', () => {
    it('commits at once outside a transaction, and joins an open one', async () => {
      await about().database.statement((manager) => manager.insert(Booking, booking('alone')));
      const undone = about().database.transaction(async () => {
        await about().database.statement((manager) => manager.insert(Booking, booking('inside')));
        throw new Error('after all');
      });
      await expect(undone).rejects.toThrow('after all');
      expect(await about().storedIds()).toEqual(['alone']);
    });

    it('retries after a conflict and after a lost response, but not after a rejected statement', async () => {
      const reasons = [
        new VersionConflict('booking a'),
        Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST' }),
      ];
      const remaining = await about().database.statement(async () => {
        const reason = reasons.shift();
        if (reason) throw reason;
        return reasons.length;
      });
      expect(remaining).toBe(0);
      let times = 0;
      const refused = about().database.statement(async (manager) => {
        times += 1;
        await manager.insert(Booking, [booking('a'), booking('a')]);
      });
      await expect(refused).rejects.toThrow();
      expect(times).toBe(1);
    });
  });

  describe('a transaction', () => {
    it('commits all its writes or none', async () => {
      await about().database.transaction(() => about().put(booking('a'), booking('b')));
      const failing = about().database.transaction(async () => {
        await about().put(booking('c'));
        throw new Error('payment failed');
      });
      await expect(failing).rejects.toThrow('payment failed');
      expect(await about().storedIds()).toEqual(['a', 'b']);
    });

    it('returns the result of its work', async () => {
      expect(await about().database.transaction(async () => 30)).toBe(30);
    });

    it('is isolated from nineteen concurrent ones', async () => {
      const one = (n: number) =>
        about().database.transaction(async () => {
          await about().put(booking(`${n}-first`));
          await pause();
          await about().put(booking(`${n}-second`));
          if (n % 2 === 1) throw new Error('odd');
        });
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => one(n)));
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
      const even = Array.from({ length: 10 }, (_, n) => [`${2 * n}-first`, `${2 * n}-second`]).flat();
      expect((await about().storedIds()).sort()).toEqual(even.sort());
    });

    it('sees its own uncommitted writes, which are invisible outside', async () => {
      const seen: number[] = [];
      let outside!: Promise<number>;
      const ask = outsideTransaction(() => about().database.reader.count(Booking));
      await about()
        .database.transaction(async () => {
          await about().put(booking('a'));
          seen.push(await about().database.reader.count(Booking));
          outside = ask();
          await pause();
          if (about().database.dialect === 'mysql') seen.push(await outside);
          throw new Error('rolled back');
        })
        .catch((error: Error) => expect(error.message).toBe('rolled back'));
      expect(seen).toEqual(about().database.dialect === 'mysql' ? [1, 0] : [1]);
      expect(await outside).toBe(0);
    });
  });

  describe('an afterCommit callback', () => {
    it('runs outside the transaction, after its rows are committed', async () => {
      const calls: boolean[] = [];
      await about().database.transaction(async (tx) => {
        tx.afterCommit(() => calls.push(about().database.insideTransaction));
        await about().put(booking('a'));
        expect(calls).toEqual([]);
      });
      expect(calls).toEqual([false]);
    });

    it('does not run when the transaction is rolled back', async () => {
      const calls: string[] = [];
      const failing = about().database.transaction(async (tx) => {
        tx.afterCommit(() => calls.push('called'));
        await about().put(booking('a'), booking('a'));
      });
      await expect(failing).rejects.toThrow();
      expect(calls).toEqual([]);
    });

    it('runs once although the work ran three times', async () => {
      const calls: number[] = [];
      let runs = 0;
      await about().database.transaction(async (tx) => {
        runs += 1;
        const run = runs;
        tx.afterCommit(() => calls.push(run));
        if (run < 3) throw new VersionConflict('booking a');
      });
      expect(calls).toEqual([3]);
    });
  });

  describe('a version conflict', () => {
    it('rolls the transaction back and runs the whole work again', async () => {
      let runs = 0;
      await about().database.transaction(async () => {
        runs += 1;
        await about().put(booking('a'));
        if (runs === 1) throw new VersionConflict('booking a');
      });
      expect(runs).toBe(2);
      expect(await about().storedIds()).toEqual(['a']);
    });

    it('fails the transaction after twelve runs', async () => {
      let runs = 0;
      const failing = about().database.transaction(async () => {
        runs += 1;
        throw new VersionConflict('booking a');
      });
      await expect(failing).rejects.toThrow(VersionConflict);
      expect(runs).toBe(12);
    });

    it('is thrown by a guarded update that matches no row', async () => {
      const update = (id: string) => about().database.manager.update(Booking, { id, amount: 1 }, { amount: 2 });
      await about().database.transaction(async () => {
        await about().put(booking('a'));
        exactlyOne(await update('a'), 'booking a');
      });
      await about().database.transaction(async () => expect(affected(await update('a'))).toBe(0));
      const stale = about().database.transaction(async () => exactlyOne(await update('a'), 'booking a'));
      await expect(stale).rejects.toThrow(/booking a was changed/);
    });

    it('loses none of forty concurrent increments guarded by version', async () => {
      await about().database.transaction(() => about().put(booking('a')));
      const increment = () =>
        about().database.transaction(async () => {
          const { amount } = await about().database.manager.findOneByOrFail(Booking, { id: 'a' });
          exactlyOne(
            await about().database.manager.update(Booking, { id: 'a', amount }, { amount: amount + 1 }),
            'booking a',
          );
        });
      for (let batch = 0; batch < 8; batch += 1) await Promise.all(Array.from({ length: 5 }, increment));
      expect((await about().database.reader.findOneByOrFail(Booking, { id: 'a' })).amount).toBe(41);
    });
  });
}

/** Runs `ask` outside the transaction from which it is called. */
const outsideTransaction = <T>(ask: () => Promise<T>) => AsyncLocalStorage.bind(ask);
