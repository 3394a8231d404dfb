import { describe, expect, it } from '@jest/globals';
import { leaseEnded, storeInstant, storeMillis } from '../src/store-clock.js';
import type { Bookings } from './booking.js';

/** The store's clock as an instant, as milliseconds and as the limit of a lease. */
export const storeClock = (about: () => Bookings): void =>
  describe('the clock of the store', () => {
    const select = async <Row>(sql: string) => (await about().database.reader.query<[Row]>(`SELECT ${sql} AS it`))[0];

    it('is the current instant with milliseconds, whatever the clock of the service shows', async () => {
      const { database } = about();
      const before = Date.now();
      const now = await database.now();
      expect(Math.abs(now.getTime() - before)).toBeLessThan(5_000);
      const later = await database.transaction(() => database.now());
      expect(later.getTime()).toBeGreaterThanOrEqual(now.getTime());
    });

    it('advances an instant and milliseconds alike', async () => {
      const { dialect } = about().database;
      const { it: early } = await select<{ it: string | Date }>(storeInstant(dialect, -90_500));
      const { it: late } = await select<{ it: number | string }>(storeMillis(dialect, 90_500));
      const at = early instanceof Date ? early.getTime() : Date.parse(`${early.replace(' ', 'T')}Z`);
      expect(Math.abs(Number(late) - at - 181_000)).toBeLessThan(2_000);
    });

    it.each([
      ['still lasts', 5_000, 0],
      ['was granted in full just now', 10_000, 0],
      ['has expired', -1, 1],
      ['lasts longer than any lease, because the clock was set back since', 3_600_000, 1],
    ])('knows whether a lease that %s has ended', async (_, until, ended) => {
      const { dialect } = about().database;
      const { it: answer } = await select<{ it: number }>(leaseEnded(dialect, storeMillis(dialect, until), 10_000));
      expect(Number(answer)).toBe(ended);
    });
  });
