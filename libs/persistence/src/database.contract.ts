import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Booking, booking, contractParts, pause, type Bookings } from '../test/booking.js';
import { nestedTransactions } from '../test/nested-transactions.contract.js';
import { cachedStatements } from '../test/cached-statements.contract.js';
import { rows } from '../test/rows.contract.js';
import { storeClock } from '../test/store-clock.contract.js';
import { transactions } from '../test/transactions.contract.js';
import { isStoreFault, type Database } from './index.js';

export { contractParts };

/** The contract of `Database` on every dialect. @param open opens the same store each time, with `contractParts` */
export function databaseContract(open: () => Promise<Database>): void {
  let database: Database;
  const put = (...bookings: Booking[]) => database.manager.insert(Booking, bookings);
  const storedIds = async () => (await database.reader.find(Booking, { order: { id: 'ASC' } })).map(({ id }) => id);
  const about = (): Bookings => ({ database, put, storedIds });

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.reader.query('DELETE FROM booking');
  });
  afterAll(() => database.close());

  transactions(about);
  nestedTransactions(about);
  rows(about);
  cachedStatements(about);
  storeClock(about);

  describe('Database.connectionUse', () => {
    it('counts the connections in use and the transactions that wait for one', async () => {
      const idle = database.connectionUse;
      expect(idle).toMatchObject({ used: 0, waiting: 0 });
      expect(idle.max).toBeGreaterThanOrEqual(1);
      let finish: () => void = () => undefined;
      const blocked = new Promise<void>((resolve) => (finish = resolve));
      const running = Array.from({ length: idle.max + 1 }, () => database.transaction(() => blocked));
      try {
        await eventually(() => {
          const { open, used, waiting, max } = database.connectionUse;
          expect([used > 0, used <= open, open <= max, used + waiting]).toEqual([true, true, true, running.length]);
        });
      } finally {
        finish();
        await Promise.all(running);
      }
      await eventually(() => expect(database.connectionUse).toMatchObject({ used: 0, waiting: 0 }));
    });
  });

  describe('Database.close', () => {
    it('waits for open transactions, and later calls fail with a store fault', async () => {
      const closing = await open();
      await closing.ping();
      const last = closing.transaction(async () => {
        await pause();
        await closing.manager.insert(Booking, booking('last'));
      });
      await closing.close();
      await last;
      expect(await storedIds()).toEqual(['last']);
      const late = await closing.ping().catch((error: unknown) => error);
      expect(isStoreFault(late)).toBe(true);
      const write = await closing.transaction(async () => 1).catch((error: unknown) => error);
      expect(isStoreFault(write)).toBe(true);
    });
  });
}
