import { describe, expect, it } from '@jest/globals';
import type { Views } from '../src/ports/views.js';
import { confirmed, idOf, lecture, mina, part, registration } from './states.js';
import type { Fresh } from './views-fixture.js';

const request = idOf(900);
const SOURCES = ['registration', 'lecture'];
const from = (source: string, event: number, requestId = request) => ({ requestId, eventId: idOf(event), source });

export function rebuildContract(fresh: Fresh): void {
  const titles = async ({ views }: { views: Views }) =>
    (await views.page(mina, { limit: 20 })).items.map((document) => document.lecture.title);

  describe('a rebuild of the views', () => {
    it('keeps the old views active until every event of every source is stored', async () => {
      const { views } = fresh();
      await views.save(part('registration', registration()));
      await views.startRebuild(request, SOURCES);
      await views.save(part('registration', registration()), from('registration', 1));
      await views.ownerFinished(request, 'registration', 1);
      await views.ownerFinished(request, 'lecture', 1);
      expect(await views.switchWhenComplete()).toBe(false);
      await views.save(part('lecture', lecture()), from('lecture', 2));
      expect(await titles({ views })).toEqual([null]);
      expect(await views.switchWhenComplete()).toBe(true);
      expect(await titles({ views })).toEqual(['Algorithms 101']);
      expect(await views.switchWhenComplete()).toBe(false);
    });

    it('drops what no source re-publishes', async () => {
      const { views } = fresh();
      await views.save(part('registration', registration()));
      await views.startRebuild(request, SOURCES);
      for (const source of SOURCES) await views.ownerFinished(request, source, 0);
      expect(await views.switchWhenComplete()).toBe(true);
      expect(await views.document(mina, idOf(1))).toBeNull();
    });

    it('is not complete before every source has finished', async () => {
      const { views } = fresh();
      await views.startRebuild(request, SOURCES);
      await views.ownerFinished(request, 'lecture', 0);
      expect(await views.switchWhenComplete()).toBe(false);
    });

    it('counts a duplicate event once', async () => {
      const { views } = fresh();
      await views.startRebuild(request, ['registration']);
      await views.ownerFinished(request, 'registration', 2);
      for (const _ of [1, 2, 3]) await views.save(part('registration', registration()), from('registration', 1));
      expect(await views.switchWhenComplete()).toBe(false);
      await views.save(part('registration', registration({ id: idOf(2) })), from('registration', 2));
      expect(await views.switchWhenComplete()).toBe(true);
    });

    it('applies new events to the active and the new generation', async () => {
      const { views } = fresh();
      await views.startRebuild(request, ['registration']);
      await views.save(part('registration', confirmed()));
      expect(await views.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED' });
      await views.save(part('registration', registration()), from('registration', 1));
      await views.ownerFinished(request, 'registration', 1);
      await views.switchWhenComplete();
      expect(await views.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED' });
    });

    it('continues after the process was killed', async () => {
      const fixture = fresh();
      await fixture.views.startRebuild(request, ['registration']);
      await fixture.views.save(part('registration', registration()), from('registration', 1));
      await fixture.reopen();
      await fixture.views.startRebuild(request, ['registration']);
      await fixture.views.save(part('registration', registration()), from('registration', 1));
      await fixture.views.save(part('registration', registration({ id: idOf(2) })), from('registration', 2));
      await fixture.views.ownerFinished(request, 'registration', 2);
      await fixture.reopen();
      expect(await fixture.views.switchWhenComplete()).toBe(true);
      expect((await fixture.views.page(mina, { limit: 20 })).items).toHaveLength(2);
    });

    it('abandons an unfinished rebuild for a new request, and stores but does not count its late events', async () => {
      const { views } = fresh();
      const second = idOf(950);
      await views.startRebuild(request, ['registration']);
      await views.save(part('registration', registration()), from('registration', 1));
      await views.startRebuild(second, ['registration']);
      await views.ownerFinished(request, 'registration', 1);
      await views.ownerFinished(second, 'registration', 1);
      await views.save(part('registration', registration({ id: idOf(2) })), from('registration', 2));
      expect(await views.switchWhenComplete()).toBe(false);
      await views.save(part('registration', registration()), from('registration', 3, second));
      expect(await views.switchWhenComplete()).toBe(true);
      expect((await views.page(mina, { limit: 20 })).items).toHaveLength(2);
    });

    it('is not started by the resync of a new queue, whose states go to the active generation', async () => {
      const { views } = fresh();
      await views.save(part('registration', registration()), from('registration', 1));
      await views.ownerFinished(request, 'registration', 1);
      expect(await views.switchWhenComplete()).toBe(false);
      expect(await views.document(mina, idOf(1))).not.toBeNull();
    });

    it('leaves the old generation to be deleted in batches, also after a kill', async () => {
      const fixture = fresh();
      for (const number of [1, 2, 3])
        await fixture.views.save(part('registration', registration({ id: idOf(number) })));
      expect(await fixture.views.clearAbandoned(2)).toBe(0);
      await fixture.views.startRebuild(request, ['registration']);
      await fixture.views.save(part('registration', registration()), from('registration', 1));
      await fixture.views.ownerFinished(request, 'registration', 1);
      await fixture.views.switchWhenComplete();
      expect(await fixture.views.clearAbandoned(2)).toBe(2);
      await fixture.reopen();
      expect(await fixture.views.clearAbandoned(2)).toBe(1);
      expect(await fixture.views.clearAbandoned(2)).toBe(0);
      expect((await fixture.views.page(mina, { limit: 20 })).items).toHaveLength(1);
    });
  });
}
