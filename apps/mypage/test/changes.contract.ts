import { describe, expect, it } from '@jest/globals';
import { account, confirmed, drPark, idOf, joon, lecture, mina, part, payment, registration } from './states.js';
import type { Fresh } from './views-under-test.js';

/** What live views ask: what has changed since I last looked? */
export function changesContract(fresh: Fresh): void {
  const changed = async (mark: string, ...students: string[]) =>
    (await fresh().views.changedSince(mark, students)).map(({ studentId, document }) => [
      studentId,
      document.registrationId,
    ]);

  describe('tell changes', () => {
    it('that became visible after the mark, whatever instants the states carry', async () => {
      const { views } = fresh();
      const mark = await views.mark();
      await views.keep(part('registration', registration()));
      expect(await changed(mark, mina)).toEqual([[mina, idOf(1)]]);
    });

    it.each([
      ['payment', part('payment', payment())],
      ['lecture', part('lecture', lecture({ version: 2 }))],
      ['instructor', part('account', account({ id: drPark, name: 'Dr. Park' }))],
    ])('when the %s changes', async (_, change) => {
      const { views } = fresh();
      await views.keep(part('registration', registration()));
      await views.keep(part('lecture', lecture()));
      const mark = await views.mark();
      await views.keep(change);
      expect(await changed(mark, mina)).toEqual([[mina, idOf(1)]]);
      expect((await views.changedSince(mark, [mina]))[0]?.document).toEqual(await views.document(mina, idOf(1)));
    });

    it('of the students asked about and of no others', async () => {
      const { views } = fresh();
      const mark = await views.mark();
      await views.keep(part('registration', registration()));
      await views.keep(part('registration', registration({ id: idOf(2), studentId: joon })));
      expect(await changed(mark, joon)).toEqual([[joon, idOf(2)]]);
      expect((await changed(mark, mina, joon)).sort()).toEqual([
        [mina, idOf(1)],
        [joon, idOf(2)],
      ]);
      expect(await changed(mark)).toEqual([]);
    });

    it('again while the overlap lasts, so that none is missed', async () => {
      const { views } = fresh();
      await views.keep(part('registration', registration()));
      expect(await changed(await views.mark(), mina)).toEqual([[mina, idOf(1)]]);
    });

    it('everything, for a mark that nobody can read', async () => {
      await fresh().views.keep(part('registration', confirmed()));
      for (const mark of ['', 'garbage', '-1', '{"$gt":""}', '9'.repeat(400)])
        expect(await changed(mark, mina)).toEqual([[mina, idOf(1)]]);
    });

    it('made after a mark that lies in the future', async () => {
      const { views } = fresh();
      const ahead = (await views.mark()).replace(/\d+$/, (at) => String(Number(at) + 3_600_000));
      await views.keep(part('registration', registration()));
      expect(await changed(ahead, mina)).toEqual([[mina, idOf(1)]]);
    });

    it('everything, once another generation is read', async () => {
      const { views } = fresh();
      await views.keep(part('registration', registration()));
      await views.startRebuild(idOf(900), ['registration']);
      const origin = { requestId: idOf(900), eventId: idOf(901), source: 'registration' };
      await views.keep(part('registration', confirmed()), origin);
      await views.ownerFinished(idOf(900), 'registration', 1);
      const mark = await views.mark();
      expect(await views.switchWhenComplete()).toBe(true);
      expect((await views.changedSince(mark, [mina])).map(({ document }) => document.status)).toEqual(['CONFIRMED']);
    });
  });
}
