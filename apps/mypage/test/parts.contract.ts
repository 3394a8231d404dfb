import { describe, expect, it } from '@jest/globals';
import { account, confirmed, drPark, idOf, joon, lecture, mina, part, payment, registration } from './states.js';
import type { Fresh } from './views-under-test.js';

/** Which state of a part is kept, and when it is seen. */
export function partsContract(fresh: Fresh): void {
  describe('keep a part', () => {
    it('the higher sequence wins, whatever comes first', async () => {
      const { views } = fresh();
      expect(await views.keep(part('registration', confirmed()))).toBe('applied');
      expect(await views.keep(part('registration', registration()))).toBe('stale');
      expect(await views.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED' });
      const canceled = confirmed({ status: 'CANCELED', cancelReason: 'STUDENT', version: 3 });
      expect(await views.keep(part('registration', canceled))).toBe('applied');
      expect(await views.document(mina, idOf(1))).toMatchObject({ status: 'CANCELED', cancelReason: 'STUDENT' });
    });

    it('a part that is told twice is kept once', async () => {
      const { views } = fresh();
      expect(await views.keep(part('registration', registration()))).toBe('applied');
      expect(await views.keep(part('registration', registration()))).toBe('stale');
      expect((await views.overview(mina)).counts).toEqual({ AWAITING_PAYMENT: 1 });
    });

    it('twenty states of one lecture at once leave the last of them', async () => {
      const { views } = fresh();
      await views.keep(part('registration', registration()));
      const versions = Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) + 1);
      await Promise.all(
        versions.map((version) => views.keep(part('lecture', lecture({ title: `edition ${version}`, version })))),
      );
      expect((await views.document(mina, idOf(1)))?.lecture.title).toBe('edition 20');
    });

    it('waits unseen for its registration, then is joined to it', async () => {
      const { views } = fresh();
      await views.keep(part('payment', payment()));
      await views.keep(part('lecture', lecture()));
      expect(await views.document(mina, idOf(1))).toBeNull();
      expect(await views.page(mina, { limit: 20 })).toEqual({ items: [], next: null });
      expect(await views.overview(mina)).toMatchObject({ counts: {}, totalPaid: { amount: 0 } });
      await views.keep(part('registration', confirmed()));
      expect(await views.document(mina, idOf(1))).toMatchObject({
        lecture: { title: 'Algorithms 101' },
        payment: { status: 'COMPLETED' },
      });
    });

    it('every document of a lecture and its instructor follows them', async () => {
      const { views } = fresh();
      await views.keep(part('registration', registration()));
      await views.keep(part('registration', registration({ id: idOf(2), studentId: joon })));
      await views.keep(part('lecture', lecture()));
      await views.keep(part('lecture', lecture({ title: 'Algorithms 102', version: 2 })));
      await views.keep(part('account', account({ id: drPark, name: 'Dr. Park', role: 'instructor' })));
      for (const [student, id] of [
        [mina, idOf(1)],
        [joon, idOf(2)],
      ] as const)
        expect(await views.document(student, id)).toMatchObject({
          lecture: { title: 'Algorithms 102', instructorName: 'Dr. Park' },
        });
    });

    it('survives a restart', async () => {
      const under = fresh();
      await under.views.keep(part('registration', confirmed()));
      await under.reopen();
      expect(await under.views.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED' });
      expect(await under.views.keep(part('registration', registration()))).toBe('stale');
    });

    it('keeps any name as it is written', async () => {
      const { views } = fresh();
      const name = `수강 "Dr." O'Park \\ $where 🎓`;
      const odd = { id: `$gt.${name}`, name };
      await views.keep(part('registration', registration({ studentId: odd.id })));
      await views.keep(part('account', account(odd)));
      expect((await views.overview(odd.id)).student).toEqual(odd);
      expect((await views.page(odd.id, { limit: 20 })).items).toHaveLength(1);
    });
  });
}
