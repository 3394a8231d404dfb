import { describe, expect, it } from '@jest/globals';
import { account, confirmed, drPark, idOf, joon, lecture, mina, part, payment, registration, march } from './states.js';
import type { Fresh } from './views-fixture.js';

export function partsContract(fresh: Fresh): void {
  describe('saving a part', () => {
    it('stores the state with the higher sequence, whatever the order', async () => {
      const { views } = fresh();
      expect(await views.save(part('registration', confirmed()))).toBe('applied');
      expect(await views.save(part('registration', registration()))).toBe('stale');
      expect(await views.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED' });
      const canceled = confirmed({ status: 'CANCELED', cancelReason: 'STUDENT', version: 3 });
      expect(await views.save(part('registration', canceled))).toBe('applied');
      expect(await views.document(mina, idOf(1))).toMatchObject({ status: 'CANCELED', cancelReason: 'STUDENT' });
    });

    it('stores a duplicate once', async () => {
      const { views } = fresh();
      expect(await views.save(part('registration', registration()))).toBe('applied');
      expect(await views.save(part('registration', registration()))).toBe('stale');
      expect((await views.overview(mina, march(3))).counts).toEqual({ AWAITING_PAYMENT: 1 });
    });

    it('stores the last of twenty concurrent states of a lecture', async () => {
      const { views } = fresh();
      await views.save(part('registration', registration()));
      const versions = Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) + 1);
      await Promise.all(
        versions.map((version) => views.save(part('lecture', lecture({ title: `edition ${version}`, version })))),
      );
      expect((await views.document(mina, idOf(1)))?.lecture.title).toBe('edition 20');
    });

    it('does not show the part until its registration arrives, and then joins it', async () => {
      const { views } = fresh();
      await views.save(part('payment', payment()));
      await views.save(part('lecture', lecture()));
      expect(await views.document(mina, idOf(1))).toBeNull();
      expect(await views.page(mina, { limit: 20 })).toEqual({ items: [], next: null });
      expect(await views.overview(mina, march(3))).toMatchObject({ counts: {}, totalPaid: { amount: 0 } });
      await views.save(part('registration', confirmed()));
      expect(await views.document(mina, idOf(1))).toMatchObject({
        lecture: { title: 'Algorithms 101' },
        payment: { status: 'COMPLETED' },
      });
    });

    it('updates every document of a lecture and its instructor', async () => {
      const { views } = fresh();
      await views.save(part('registration', registration()));
      await views.save(part('registration', registration({ id: idOf(2), studentId: joon })));
      await views.save(part('lecture', lecture()));
      await views.save(part('lecture', lecture({ title: 'Algorithms 102', version: 2 })));
      await views.save(part('account', account({ id: drPark, name: 'Dr. Park', role: 'instructor' })));
      for (const [student, id] of [
        [mina, idOf(1)],
        [joon, idOf(2)],
      ] as const)
        expect(await views.document(student, id)).toMatchObject({
          lecture: { title: 'Algorithms 102', instructorName: 'Dr. Park' },
        });
    });

    it('is durable across a restart', async () => {
      const fixture = fresh();
      await fixture.views.save(part('registration', confirmed()));
      await fixture.reopen();
      expect(await fixture.views.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED' });
      expect(await fixture.views.save(part('registration', registration()))).toBe('stale');
    });

    it('stores names with special characters unchanged', async () => {
      const { views } = fresh();
      const name = `수강 "Dr." O'Park \\ $where 🎓`;
      const odd = { id: `$gt.${name}`, name };
      await views.save(part('registration', registration({ studentId: odd.id })));
      await views.save(part('account', account(odd)));
      expect((await views.overview(odd.id, march(3))).student).toEqual(odd);
      expect((await views.page(odd.id, { limit: 20 })).items).toHaveLength(1);
    });
  });
}
