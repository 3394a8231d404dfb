import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { affected, duplicateOf } from '#persistence';
import { EntityManager, In, IsNull } from 'typeorm';
import type { Bookings } from './booking.js';
import { Ticket } from './ticket.js';

const soldAt = new Date('2027-03-02T01:00:00.123Z');
const ticket = (id: string, more: Partial<Ticket> = {}): Ticket => ({
  id,
  heldBy: null,
  price: 1,
  soldAt: null,
  ...more,
});

/** Simple statements bypass TypeORM's query builders with the same effect; all others go through them. */
export function cachedStatements(about: () => Bookings): void {
  describe('CachedStatementEntityManager', () => {
    const manager = () => about().database.reader;
    const all = () => manager().find(Ticket, { order: { id: 'ASC' } });
    /** Number of query builders that `work` creates. */
    async function buildersOf(work: () => Promise<unknown>): Promise<number> {
      const builders = jest.spyOn(manager(), 'createQueryBuilder');
      await work();
      const { length } = builders.mock.calls;
      builders.mockRestore();
      return length;
    }
    afterEach(() => manager().query('DELETE FROM ticket'));

    it('inserts complete rows without a query builder', async () => {
      const rows = [ticket('a'), ticket('b', { heldBy: '수강 🎓 %\'"', price: 9_007_199_254_740_991, soldAt })];
      expect(await buildersOf(() => manager().insert(Ticket, rows))).toBe(0);
      expect(await all()).toEqual(rows);
    });

    it('finds a row by equal columns without a query builder, as TypeORM returns it', async () => {
      await manager().insert(Ticket, [ticket('a'), ticket('b', { heldBy: 'mina', soldAt })]);
      let read: unknown[] = [];
      const read3 = async () => {
        read = [
          await manager().findOneBy(Ticket, { id: 'a' }),
          await manager().findOneBy(Ticket, { heldBy: 'mina', soldAt }),
          await manager().findOneBy(Ticket, { id: 'c' }),
        ];
      };
      expect(await buildersOf(read3)).toBe(0);
      expect(read).toEqual([...(await all()), null]);
      expect(read[0]).toBeInstanceOf(Ticket);
    });

    it('finds rows by lists of values without a query builder, in order and locked where the store can, as TypeORM returns them', async () => {
      await manager().insert(Ticket, [ticket('a', { price: 2 }), ticket('b', { soldAt }), ticket('c'), ticket('d')]);
      const locked = about().database.dialect === 'mysql' ? { lock: { mode: 'pessimistic_write' as const } } : {};
      const [a, b, c] = await all();
      let read: unknown[] = [];
      const readAll = async () => {
        read = [
          await manager().findBy(Ticket, { id: In(['a', 'c', 'x']) }),
          await manager().find(Ticket, { where: { id: In(['b', 'c']), price: 1 }, order: { id: 'DESC' } }),
          await about().database.transaction((tx) =>
            tx.manager.find(Ticket, { where: { id: In(['c', 'a']) }, order: { price: 'DESC' }, ...locked }),
          ),
          await manager().find(Ticket, { where: { soldAt: In([soldAt]) } }),
        ];
      };
      const builders = jest.spyOn(EntityManager.prototype, 'createQueryBuilder');
      await readAll();
      expect(builders).not.toHaveBeenCalled();
      builders.mockRestore();
      expect(read).toEqual([[a, c], [c, b], [a, c], [b]]);
      expect((read[0] as unknown[])[0]).toBeInstanceOf(Ticket);
    });

    it('updates rows by lists of values without a query builder', async () => {
      await manager().insert(Ticket, [ticket('a'), ticket('b'), ticket('c')]);
      const sell = async () =>
        expect(affected(await manager().update(Ticket, { id: In(['a', 'b', 'x']) }, { heldBy: 'jun' }))).toBe(2);
      expect(await buildersOf(sell)).toBe(0);
      expect(await all()).toMatchObject([{ heldBy: 'jun' }, { heldBy: 'jun' }, { heldBy: null }]);
    });

    it('updates rows by equal columns without a query builder, and counts each matched row even if its values stay the same', async () => {
      await manager().insert(Ticket, [ticket('a', { price: 2 }), ticket('b'), ticket('c')]);
      const sell = (price: number) => manager().update(Ticket, { price }, { heldBy: 'mina', soldAt });
      const counts: number[] = [];
      const thrice = async () => {
        for (const price of [1, 1, 3]) counts.push(affected(await sell(price)));
      };
      expect(await buildersOf(thrice)).toBe(0);
      expect(counts).toEqual([2, 2, 0]);
      expect(await all()).toMatchObject([{ heldBy: null }, { heldBy: 'mina', soldAt }, { heldBy: 'mina', soldAt }]);
      await manager().update(Ticket, { id: 'b' }, { soldAt: null });
      expect(await manager().findOneBy(Ticket, { id: 'b' })).toMatchObject({ heldBy: 'mina', soldAt: null });
    });

    it('rejects a duplicate key as TypeORM does', async () => {
      await manager().insert(Ticket, ticket('a'));
      const error = await manager()
        .insert(Ticket, ticket('a'))
        .catch((reason: unknown) => reason);
      expect(duplicateOf(error, 'id', 'PRIMARY')).toBe(true);
    });

    it('leaves operators, expressions, missing values and many rows to TypeORM', async () => {
      const many = Array.from({ length: 70 }, (_, index) => ticket(`t${index + 10}`));
      expect(await buildersOf(() => manager().insert(Ticket, many))).toBe(1);
      expect(await buildersOf(() => manager().insert(Ticket, { id: 'u', price: 5 }))).toBe(1);
      const ids = many.map(({ id }) => id);
      expect(await buildersOf(() => manager().update(Ticket, { id: In(ids) }, { heldBy: 'jun' }))).toBe(1);
      expect(await buildersOf(() => manager().findBy(Ticket, { id: In([]) }))).toBe(1);
      expect(await buildersOf(() => manager().find(Ticket, { where: { id: 'u' }, take: 1 }))).toBe(1);
      expect(await buildersOf(() => manager().update(Ticket, { id: 'u' }, { price: () => 'price + 1' }))).toBe(1);
      expect(await buildersOf(() => manager().findOneBy(Ticket, { id: 'u', heldBy: IsNull() }))).toBe(1);
      expect(await manager().findOneBy(Ticket, { id: 'u' })).toEqual(ticket('u', { price: 6 }));
      expect(await manager().countBy(Ticket, { heldBy: 'jun' })).toBe(70);
    });

    it('rolls its statements back with their transaction', async () => {
      const undone = about().database.transaction(async (tx) => {
        await tx.manager.insert(Ticket, ticket('a'));
        expect(await tx.manager.findOneBy(Ticket, { id: 'a' })).toEqual(ticket('a'));
        throw new Error('no');
      });
      await expect(undone).rejects.toThrow('no');
      expect(await all()).toEqual([]);
    });
  });
}
