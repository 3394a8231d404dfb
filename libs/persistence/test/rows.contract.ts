import { describe, expect, it } from '@jest/globals';
import { duplicateOf, isContention, isDuplicateKey, isStoreFault, likePattern } from '#persistence';
import { Booking, booking, type Bookings } from './booking.js';

/** Values are read as they were written, and errors are classified. */
export function rows(about: () => Bookings): void {
  describe('a stored row', () => {
    it('preserves milliseconds, big numbers, lists and every script', async () => {
      const row = booking('a', {
        liveSlot: '수강 🎓',
        amount: 9_007_199_254_740_991,
        note: 'ñ'.repeat(70_000),
        tags: ['%', "'"],
        bookedAt: new Date('2027-03-02T01:00:00.123Z'),
      });
      await about().database.transaction(() => about().put(row));
      expect(await about().database.reader.findOneByOrFail(Booking, { id: 'a' })).toEqual(row);
    });

    it('is found by its instant with millisecond precision', async () => {
      const at = new Date('2027-03-02T01:00:00.123Z');
      await about().database.transaction(() => about().put(booking('a', { bookedAt: at })));
      const found = (since: Date) =>
        about().database.reader.createQueryBuilder(Booking, 'b').where('b.bookedAt <= :since', { since }).getCount();
      expect(await found(at)).toBe(1);
      expect(await found(new Date(at.getTime() - 1))).toBe(0);
    });

    it('differs from another whose id has other letter case, accents or trailing spaces', async () => {
      await about().database.transaction(() =>
        about().put(...['mina', 'Mina', 'Miña', 'mina '].map((id) => booking(id))),
      );
      expect(await about().storedIds()).toHaveLength(4);
      expect(await about().database.reader.countBy(Booking, { id: 'MINA' })).toBe(0);
    });

    it('is found by a substring whose wildcards are matched literally', async () => {
      await about().database.transaction(() =>
        about().put(booking('a', { note: '100% of_it\\' }), booking('b', { note: '1000 often' })),
      );
      const like = (text: string) =>
        about()
          .database.reader.createQueryBuilder(Booking, 'b')
          .where(`b.note LIKE :like ESCAPE '!'`, { like: `%${likePattern(text)}%` })
          .getCount();
      expect(await Promise.all(['100%', 'of_it', 'it\\', 'o%n', '!'].map(like))).toEqual([1, 1, 1, 0, 0]);
    });
  });

  describe('a duplicate key', () => {
    it('is recognized, together with the violated key', async () => {
      await about().database.transaction(() => about().put(booking('a', { liveSlot: 'mina:algorithms' })));
      const refused = async (row: Booking): Promise<unknown> =>
        about()
          .database.transaction(() => about().put(row))
          .catch((error: unknown) => error);
      const id = await refused(booking('a'));
      const slot = await refused(booking("for key 'booking.PRIMARY'", { liveSlot: 'mina:algorithms' }));
      expect([isDuplicateKey(id), isDuplicateKey(slot)]).toEqual([true, true]);
      expect([duplicateOf(id, 'live_slot'), duplicateOf(slot, 'live_slot')]).toEqual([false, true]);
      expect([isContention(slot), isStoreFault(slot)]).toEqual([false, false]);
    });

    it('leaves its transaction usable', async () => {
      await about().database.transaction(() => about().put(booking('a')));
      await about().database.transaction(async () => {
        await expect(about().put(booking('a'))).rejects.toThrow();
        await about().put(booking('b'));
      });
      expect(await about().storedIds()).toEqual(['a', 'b']);
    });

    it('is not caused by several rows whose unique column is null', async () => {
      await about().database.transaction(() =>
        about().put(booking('a', { liveSlot: null }), booking('b', { liveSlot: null })),
      );
      expect(await about().storedIds()).toEqual(['a', 'b']);
    });
  });

  describe('an invalid statement', () => {
    it('is classified neither as contention nor as a store fault', async () => {
      const error = await about()
        .database.reader.query('SELECT nonsense')
        .catch((reason: unknown) => reason);
      expect([isContention(error), isStoreFault(error), isDuplicateKey(error)]).toEqual([false, false, false]);
    });
  });
}
