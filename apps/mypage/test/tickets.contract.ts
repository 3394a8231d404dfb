import { describe, expect, it } from '@jest/globals';
import type { StoredTicket } from '../src/ports/stream-tickets.js';
import { joon, march, mina } from './states.js';
import type { Fresh } from './views-fixture.js';

const at = (day: number) => new Date(march(day));
const ticket = (changes: Partial<StoredTicket> = {}): StoredTicket => ({
  digest: 'digest-1',
  studentId: mina,
  expiresAt: at(2),
  streamUntil: at(3),
  ...changes,
});

export function ticketsContract(fresh: Fresh): void {
  describe('tickets for streams', () => {
    it('are returned once, with everything that was stored', async () => {
      const { tickets } = fresh().views;
      const other = ticket({ digest: 'digest-2', studentId: joon });
      for (const each of [ticket(), other]) await tickets.add(each);
      expect(await tickets.take('digest-1')).toEqual(ticket());
      expect(await tickets.take('digest-1')).toBeUndefined();
      expect(await tickets.take('digest-2')).toEqual(other);
      expect(await tickets.take('unknown')).toBeUndefined();
    });

    it('are returned to one of twenty concurrent callers', async () => {
      const { tickets } = fresh().views;
      await tickets.add(ticket());
      const taken = await Promise.all(Array.from({ length: 20 }, () => tickets.take('digest-1')));
      expect(taken.filter((each) => each !== undefined)).toEqual([ticket()]);
    });

    it('are durable across a restart and not affected by a rebuild', async () => {
      const fixture = fresh();
      await fixture.views.tickets.add(ticket());
      await fixture.reopen();
      await fixture.views.startRebuild('0193a5b0-7c1e-7d4a-9b56-000000000900', []);
      await fixture.views.switchWhenComplete();
      while ((await fixture.views.clearAbandoned(100)) > 0);
      expect(await fixture.views.tickets.take('digest-1')).toEqual(ticket());
    });

    it('are deleted when they have expired, in batches', async () => {
      const { tickets } = fresh().views;
      for (const day of [4, 5, 6, 7]) await tickets.add(ticket({ digest: `until-${day}`, expiresAt: at(day) }));
      expect(await tickets.deleteExpired(at(6), 2)).toBe(2);
      expect(await tickets.deleteExpired(at(6), 2)).toBe(1);
      expect(await tickets.deleteExpired(at(6), 2)).toBe(0);
      expect(await tickets.take('until-6')).toBeUndefined();
      expect(await tickets.take('until-7')).toBeDefined();
    });
  });
}
