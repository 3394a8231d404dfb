import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { affected, exactlyOne, VersionConflict } from '#persistence';
import { Booking, booking, pause, type Bookings } from './booking.js';

/** A transaction keeps all or nothing, tells of its commit, and runs again after a conflict. */
export function transactions(about: () => Bookings): void {
  describe('a statement that is a transaction by itself', () => {
    it('is kept at once, and inside a transaction with that one', async () => {
      await about().database.statement((manager) => manager.insert(Booking, booking('alone')));
      const undone = about().database.transaction(async () => {
        await about().database.statement((manager) => manager.insert(Booking, booking('inside')));
        throw new Error('after all');
      });
      await expect(undone).rejects.toThrow('after all');
      expect(await about().kept()).toEqual(['alone']);
    });

    it('is asked again after a conflict and after a lost answer, and not after a refusal', async () => {
      const reasons = [
        new VersionConflict('booking a'),
        Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST' }),
      ];
      const asked = await about().database.statement(async () => {
        const reason = reasons.shift();
        if (reason) throw reason;
        return reasons.length;
      });
      expect(asked).toBe(0);
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
    it('keeps everything it did, or nothing', async () => {
      await about().database.transaction(() => about().put(booking('a'), booking('b')));
      const failing = about().database.transaction(async () => {
        await about().put(booking('c'));
        throw new Error('the roof fell in');
      });
      await expect(failing).rejects.toThrow('the roof fell in');
      expect(await about().kept()).toEqual(['a', 'b']);
    });

    it('answers what its work answers', async () => {
      expect(await about().database.transaction(async () => 30)).toBe(30);
    });

    it('is not disturbed by nineteen others at the same time', async () => {
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
      expect((await about().kept()).sort()).toEqual(even.sort());
    });

    it('hides what it has not committed from everybody else, and shows it to itself', async () => {
      const seen: number[] = [];
      let outside!: Promise<number>;
      const ask = asyncQuestion(() => about().database.reader.count(Booking));
      await about()
        .database.transaction(async () => {
          await about().put(booking('a'));
          seen.push(await about().database.reader.count(Booking));
          outside = ask();
          await pause();
          if (about().database.dialect === 'mysql') seen.push(await outside);
          throw new Error('undone');
        })
        .catch((error: Error) => expect(error.message).toBe('undone'));
      expect(seen).toEqual(about().database.dialect === 'mysql' ? [1, 0] : [1]);
      expect(await outside).toBe(0);
    });
  });

  describe('after the commit', () => {
    it('calls who waits for it, outside the transaction and with its rows in place', async () => {
      const calls: boolean[] = [];
      await about().database.transaction(async (tx) => {
        tx.afterCommit(() => calls.push(about().database.insideTransaction));
        await about().put(booking('a'));
        expect(calls).toEqual([]);
      });
      expect(calls).toEqual([false]);
    });

    it('calls nobody when the transaction was undone', async () => {
      const calls: string[] = [];
      const failing = about().database.transaction(async (tx) => {
        tx.afterCommit(() => calls.push('called'));
        await about().put(booking('a'), booking('a'));
      });
      await expect(failing).rejects.toThrow();
      expect(calls).toEqual([]);
    });

    it('calls once although the work ran three times', async () => {
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

  describe('a conflict', () => {
    it('makes the whole work run again, from nothing', async () => {
      let runs = 0;
      await about().database.transaction(async () => {
        runs += 1;
        await about().put(booking('a'));
        if (runs === 1) throw new VersionConflict('booking a');
      });
      expect(runs).toBe(2);
      expect(await about().kept()).toEqual(['a']);
    });

    it('is given up after a bounded number of runs', async () => {
      let runs = 0;
      const failing = about().database.transaction(async () => {
        runs += 1;
        throw new VersionConflict('booking a');
      });
      await expect(failing).rejects.toThrow(VersionConflict);
      expect(runs).toBe(12);
    });

    it('is what a guarded update without its row is', async () => {
      const update = (id: string) => about().database.manager.update(Booking, { id, amount: 1 }, { amount: 2 });
      await about().database.transaction(async () => {
        await about().put(booking('a'));
        exactlyOne(await update('a'), 'booking a');
      });
      await about().database.transaction(async () => expect(affected(await update('a'))).toBe(0));
      const stale = about().database.transaction(async () => exactlyOne(await update('a'), 'booking a'));
      await expect(stale).rejects.toThrow(/booking a was changed/);
    });

    it('never loses one of forty increments by version', async () => {
      await about().database.transaction(() => about().put(booking('a')));
      const increment = () =>
        about().database.transaction(async () => {
          const { amount } = await about().database.manager.findOneByOrFail(Booking, { id: 'a' });
          exactlyOne(
            await about().database.manager.update(Booking, { id: 'a', amount }, { amount: amount + 1 }),
            'booking a',
          );
        });
      for (let round = 0; round < 8; round += 1) await Promise.all(Array.from({ length: 5 }, increment));
      expect((await about().database.reader.findOneByOrFail(Booking, { id: 'a' })).amount).toBe(41);
    });
  });
}

/** A question that is asked outside the transaction in which its asker was called. */
const asyncQuestion = <T>(ask: () => Promise<T>) => AsyncLocalStorage.bind(ask);
