import { describe, expect, it } from '@jest/globals';
import type { ChangedRegistrations } from '../src/ports/views.js';
import { account, confirmed, drPark, idOf, joon, lecture, mina, part, payment, registration } from './states.js';
import type { Fresh } from './views-fixture.js';

export function changesContract(fresh: Fresh): void {
  const changed = async (mark: string, ...students: string[]) =>
    known(await fresh().views.changedSince(mark, students)).map(({ studentId, registrationId }) => [
      studentId,
      registrationId,
    ]);

  const aged = async (ms: number) => (await fresh().views.mark()).replace(/\d+$/, (at) => String(Number(at) - ms));

  describe('changes of views', () => {
    it('are returned if they became visible after the mark, whatever the instants in the states', async () => {
      const { views } = fresh();
      const mark = await views.mark();
      await views.save(part('registration', registration()));
      expect(await changed(mark, mina)).toEqual([[mina, idOf(1)]]);
    });

    it.each([
      ['payment', part('payment', payment())],
      ['lecture', part('lecture', lecture({ version: 2 }))],
      ['instructor', part('account', account({ id: drPark, name: 'Dr. Park' }))],
    ])('are returned when the %s changes', async (_, change) => {
      const { views } = fresh();
      await views.save(part('registration', registration()));
      await views.save(part('lecture', lecture()));
      const mark = await views.mark();
      await views.save(change);
      expect(await changed(mark, mina)).toEqual([[mina, idOf(1)]]);
      expect(await views.documents([idOf(1)])).toEqual([
        { studentId: mina, document: await views.document(mina, idOf(1)) },
      ]);
    });

    it('are returned for the requested students only', async () => {
      const { views } = fresh();
      const mark = await views.mark();
      await views.save(part('registration', registration()));
      await views.save(part('registration', registration({ id: idOf(2), studentId: joon })));
      expect(await changed(mark, joon)).toEqual([[joon, idOf(2)]]);
      expect((await changed(mark, mina, joon)).sort()).toEqual([
        [mina, idOf(1)],
        [joon, idOf(2)],
      ]);
      expect(await changed(mark)).toEqual([]);
    });

    it('are repeated during the overlap, so that none is missed', async () => {
      const { views } = fresh();
      await views.save(part('registration', registration()));
      expect(await changed(await views.mark(), mina)).toEqual([[mina, idOf(1)]]);
    });

    it('are unknown for a mark that is unreadable or older than an hour', async () => {
      const { views } = fresh();
      await views.save(part('registration', confirmed()));
      for (const mark of ['', 'garbage', '-1', '{"$gt":""}', '9'.repeat(400), await aged(3_601_000)])
        expect(await views.changedSince(mark, [mina])).toBe('unknown');
    });

    it.each([
      ['younger than a minute', 50_000],
      ['older than a minute', 3_000_000],
    ])('are returned for a mark that is %s', async (_, ms) => {
      const { views } = fresh();
      for (const n of [1, 2, 3]) await views.save(part('registration', registration({ id: idOf(n) })));
      expect(new Set(await changed(await aged(ms), mina))).toEqual(new Set([1, 2, 3].map((n) => [mina, idOf(n)])));
    });

    it('are returned for a mark in the future', async () => {
      const { views } = fresh();
      const ahead = (await views.mark()).replace(/\d+$/, (at) => String(Number(at) + 3_600_000));
      await views.save(part('registration', registration()));
      expect(await changed(ahead, mina)).toEqual([[mina, idOf(1)]]);
    });

    it('are unknown after a switch of generations', async () => {
      const { views } = fresh();
      await views.save(part('registration', registration()));
      await views.startRebuild(idOf(900), ['registration']);
      const origin = { requestId: idOf(900), eventId: idOf(901), source: 'registration' };
      await views.save(part('registration', confirmed()), origin);
      await views.ownerFinished(idOf(900), 'registration', 1);
      const mark = await views.mark();
      expect(await views.switchWhenComplete()).toBe(true);
      expect(await views.changedSince(mark, [mina])).toBe('unknown');
    });
  });

  describe('documents by id', () => {
    it('are in the order of the ids, without unknown ones', async () => {
      const { views } = fresh();
      for (const n of [1, 2, 3]) await views.save(part('registration', registration({ id: idOf(n) })));
      const found = await views.documents([3, 9, 1].map(idOf));
      expect(found.map(({ document }) => document.registrationId)).toEqual([3, 1].map(idOf));
      expect(await views.documents([])).toEqual([]);
    });
  });
}

function known(changes: ChangedRegistrations): Exclude<ChangedRegistrations, 'unknown'> {
  if (changes === 'unknown') throw new Error('the mark cannot be continued');
  return changes;
}
