import { describe, expect, it } from '@jest/globals';
import { OutsideTransaction, VersionConflict } from '#persistence';
import { eventually } from '#testing';
import { Booking, booking, type Bookings } from './booking.js';

/** A transaction inside another joins it; a lost context is refused. */
export function nestedTransactions(about: () => Bookings): void {
  describe('a transaction inside a transaction', () => {
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
      expect(await about().kept()).toEqual(['a', 'b']);
    });

    it('is undone with the outer one', async () => {
      const failing = about().database.transaction(async () => {
        await about().database.transaction(() => about().put(booking('a')));
        throw new Error('after all');
      });
      await expect(failing).rejects.toThrow('after all');
      expect(await about().kept()).toEqual([]);
    });

    it('undoes only itself when the outer one goes on without it', async () => {
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
      expect(await about().kept()).toEqual(['a', 'c']);
      expect(calls).toEqual([]);
    });

    it('does not retry by itself: the outermost runs again, even where the conflict was caught', async () => {
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
      expect(await about().kept()).toEqual(['run 2']);
    });

    it('never runs beside another one', async () => {
      const failing = about().database.transaction(() =>
        Promise.all([
          about().database.transaction(() => about().put(booking('a'))),
          about().database.transaction(() => about().put(booking('b'))),
        ]),
      );
      await expect(failing).rejects.toThrow(/one after the other/);
      expect(await about().kept()).toEqual([]);
    });

    it('is not forgotten: the outer one does not commit without it', async () => {
      const failing = about().database.transaction(async () => {
        void about()
          .database.transaction(() => about().put(booking('a')))
          .catch(() => 'reported by the outer one');
      });
      await expect(failing).rejects.toThrow(/was not awaited/);
      expect(await about().kept()).toEqual([]);
    });
  });

  describe('a transaction whose inner ones are one with it', () => {
    const wholeWith = (inner: () => Promise<unknown>) =>
      about().database.transaction(async () => {
        await about().put(booking('outer'));
        await about()
          .database.transaction(inner)
          .catch(() => 'the outer one goes on, or tries to');
      }, 'as-one');

    it('commits them with itself', async () => {
      const calls: string[] = [];
      await wholeWith(async () => {
        about().database.afterCommit(() => calls.push('inner'));
        await about().put(booking('inner'));
      });
      expect(calls).toEqual(['inner']);
      expect(await about().kept()).toEqual(['inner', 'outer']);
    });

    it('is undone when one has written and then failed, even where that was caught', async () => {
      const failing = wholeWith(async () => {
        await about().put(booking('inner'));
        throw new Error('refused after a write');
      });
      await expect(failing).rejects.toThrow('refused after a write');
      expect(await about().kept()).toEqual([]);
    });

    it('goes on without one that failed before it had written, or whose write the store refused', async () => {
      await wholeWith(async () => {
        await about().kept();
        throw new Error('refused before a write');
      });
      expect(await about().kept()).toEqual(['outer']);
      await about().database.reader.query('DELETE FROM booking');
      await wholeWith(() => about().put(booking('outer')));
      expect(await about().kept()).toEqual(['outer']);
    });
  });

  describe('a lost context', () => {
    it('is refused where a write is tried outside every transaction', async () => {
      expect(() => about().database.manager).toThrow(OutsideTransaction);
      expect(about().database.insideTransaction).toBe(false);
    });

    it('is refused after the transaction of the context has ended', async () => {
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

    it('is refused when a manager outlives its transaction', async () => {
      const manager = await about().database.transaction(async (tx) => tx.manager);
      await expect(manager.insert(Booking, booking('a'))).rejects.toThrow(OutsideTransaction);
      expect(await about().kept()).toEqual([]);
    });

    it('is refused to a statement that comes after its failed sibling', async () => {
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
      expect(await about().kept()).toEqual([]);
    });

    it('begins a transaction of its own in a timer that was set inside another', async () => {
      let late: Promise<unknown> | undefined;
      await about().database.transaction(async () => {
        setTimeout(() => void (late = about().database.transaction(() => about().put(booking('a')))), 5);
      });
      await eventually(async () => expect(await about().kept()).toEqual(['a']));
      await late;
    });
  });
}
