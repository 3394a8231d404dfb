import { describe, expect, it } from '@jest/globals';
import { OutsideTransaction, VersionConflict } from '#persistence';
import { eventually } from '#testing';
import { Booking, booking, type Bookings } from './booking.js';

/** A transaction inside another joins it; work outside its context is rejected. */
export function nestedTransactions(about: () => Bookings): void {
  describe('a nested transaction', () => {
    it('commits with the outer one', async () => {
      const calls: string[] = [];
      await about().database.transaction(async () => {
        await about().database.transaction(async (tx) => {
          tx.afterCommit(() => calls.push('inner'));
          await about().put(booking('a'));
        });
        expect(calls).toEqual([]);
        await about().put(booking('b'));
      });
      expect(calls).toEqual(['inner']);
      expect(await about().storedIds()).toEqual(['a', 'b']);
    });

    it('is rolled back with the outer one', async () => {
      const failing = about().database.transaction(async () => {
        await about().database.transaction(() => about().put(booking('a')));
        throw new Error('after all');
      });
      await expect(failing).rejects.toThrow('after all');
      expect(await about().storedIds()).toEqual([]);
    });

    it('rolls back only itself when the outer one catches its error and continues', async () => {
      const calls: string[] = [];
      await about().database.transaction(async () => {
        await about().put(booking('a'));
        const inner = about().database.transaction(async (tx) => {
          tx.afterCommit(() => calls.push('inner'));
          await about().put(booking('b'));
          throw new Error('refused');
        });
        await expect(inner).rejects.toThrow('refused');
        await about().put(booking('c'));
      });
      expect(await about().storedIds()).toEqual(['a', 'c']);
      expect(calls).toEqual([]);
    });

    it('is not retried alone after a conflict: the outermost runs again, even if it caught the error', async () => {
      let outer = 0;
      let inner = 0;
      await about().database.transaction(async () => {
        outer += 1;
        const conflict = about().database.transaction(async () => {
          inner += 1;
          if (inner === 1) throw new VersionConflict('booking a');
        });
        await conflict.catch((error: unknown) => expect(error).toBeInstanceOf(VersionConflict));
        await about().put(booking(`run ${outer}`));
      });
      expect({ outer, inner }).toEqual({ outer: 2, inner: 2 });
      expect(await about().storedIds()).toEqual(['run 2']);
    });

    it('must not run concurrently with another in the same outer one', async () => {
      const failing = about().database.transaction(() =>
        Promise.all([
          about().database.transaction(() => about().put(booking('a'))),
          about().database.transaction(() => about().put(booking('b'))),
        ]),
      );
      await expect(failing).rejects.toThrow(/one after the other/);
      expect(await about().storedIds()).toEqual([]);
    });

    it('prevents the commit of the outer one while it is not awaited', async () => {
      const failing = about().database.transaction(async () => {
        void about()
          .database.transaction(() => about().put(booking('a')))
          .catch(() => 'reported by the outer transaction');
      });
      await expect(failing).rejects.toThrow(/was not awaited/);
      expect(await about().storedIds()).toEqual([]);
    });
  });

  describe('a transaction with inner mode as-one', () => {
    const wholeWith = (inner: () => Promise<unknown>) =>
      about().database.transaction(async () => {
        await about().put(booking('outer'));
        await about()
          .database.transaction(inner)
          .catch(() => 'the outer one tries to continue');
      }, 'as-one');

    it('commits nested transactions with itself', async () => {
      const calls: string[] = [];
      await wholeWith(async () => {
        about().database.afterCommit(() => calls.push('inner'));
        await about().put(booking('inner'));
      });
      expect(calls).toEqual(['inner']);
      expect(await about().storedIds()).toEqual(['inner', 'outer']);
    });

    it('is rolled back when a nested one wrote and then failed, even if it caught the error', async () => {
      const failing = wholeWith(async () => {
        await about().put(booking('inner'));
        throw new Error('refused after a write');
      });
      await expect(failing).rejects.toThrow('refused after a write');
      expect(await about().storedIds()).toEqual([]);
    });

    it('continues after a nested one that failed before writing, or whose write the store rejected', async () => {
      await wholeWith(async () => {
        await about().storedIds();
        throw new Error('refused before a write');
      });
      expect(await about().storedIds()).toEqual(['outer']);
      await about().database.reader.query('DELETE FROM booking');
      await wholeWith(() => about().put(booking('outer')));
      expect(await about().storedIds()).toEqual(['outer']);
    });
  });

  describe('work outside its transaction context', () => {
    it('is rejected when no transaction is open', async () => {
      expect(() => about().database.manager).toThrow(OutsideTransaction);
      expect(about().database.insideTransaction).toBe(false);
    });

    it('is rejected after the transaction of its context has ended', async () => {
      let late!: Promise<unknown>;
      let kicked!: () => void;
      await about().database.transaction(async (tx) => {
        const kick = new Promise<void>((resolve) => (kicked = resolve));
        late = kick.then(() => about().database.manager).catch((error: unknown) => error);
        await tx.manager.count(Booking);
      });
      kicked();
      expect(await late).toBeInstanceOf(OutsideTransaction);
    });

    it('is rejected when it uses a manager after its transaction has ended', async () => {
      const manager = await about().database.transaction(async (tx) => tx.manager);
      await expect(manager.insert(Booking, booking('a'))).rejects.toThrow(OutsideTransaction);
      expect(await about().storedIds()).toEqual([]);
    });

    it('is rejected when a sibling statement has failed the transaction', async () => {
      const late: unknown[] = [];
      const failing = about().database.transaction(async ({ manager }) => {
        const slow = async () => {
          for (let n = 0; n < 50; n += 1) await manager.insert(Booking, booking(`late ${n}`));
        };
        const fails = () => manager.query('SELECT nonsense');
        await Promise.all([slow().catch((error: unknown) => late.push(error)), fails()]);
      });
      await expect(failing).rejects.toThrow(/nonsense/);
      await eventually(() => expect(late).toHaveLength(1));
      expect(await about().storedIds()).toEqual([]);
    });

    it('starts a transaction of its own in a timer that was set inside another', async () => {
      let late: Promise<unknown> | undefined;
      await about().database.transaction(async () => {
        setTimeout(() => void (late = about().database.transaction(() => about().put(booking('a')))), 5);
      });
      await eventually(async () => expect(await about().storedIds()).toEqual(['a']));
      await late;
    });
  });
}
