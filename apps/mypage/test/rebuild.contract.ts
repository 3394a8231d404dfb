import { describe, expect, it } from '@jest/globals';
import type { Views } from '../src/domain/views.js';
import { confirmed, idOf, lecture, mina, part, registration } from './states.js';
import type { Fresh } from './views-under-test.js';

const request = idOf(900);
const SOURCES = ['registration', 'lecture'];
const from = (source: string, event: number, requestId = request) => ({ requestId, eventId: idOf(event), source });

/** A generation grows beside the one that is read, and takes its place when nothing is missing. */
export function rebuildContract(fresh: Fresh): void {
  const titles = async ({ views }: { views: Views }) =>
    (await views.page(mina, { limit: 20 })).items.map((document) => document.lecture.title);

  describe('are rebuilt', () => {
    it('beside the old ones, which are read until every event of every owner is kept', async () => {
      const { views } = fresh();
      await views.keep(part('registration', registration()));
      await views.startRebuild(request, SOURCES);
      await views.keep(part('registration', registration()), from('registration', 1));
      await views.ownerFinished(request, 'registration', 1);
      await views.ownerFinished(request, 'lecture', 1);
      expect(await views.switchWhenComplete()).toBe(false);
      await views.keep(part('lecture', lecture()), from('lecture', 2));
      expect(await titles({ views })).toEqual([null]);
      expect(await views.switchWhenComplete()).toBe(true);
      expect(await titles({ views })).toEqual(['Algorithms 101']);
      expect(await views.switchWhenComplete()).toBe(false);
    });

    it('without what no owner tells any more', async () => {
      const { views } = fresh();
      await views.keep(part('registration', registration()));
      await views.startRebuild(request, SOURCES);
      for (const source of SOURCES) await views.ownerFinished(request, source, 0);
      expect(await views.switchWhenComplete()).toBe(true);
      expect(await views.document(mina, idOf(1))).toBeNull();
    });

    it('not before every owner has finished, though all that is known so far is kept', async () => {
      const { views } = fresh();
      await views.startRebuild(request, SOURCES);
      await views.ownerFinished(request, 'lecture', 0);
      expect(await views.switchWhenComplete()).toBe(false);
    });

    it('counting an event that is delivered twice once', async () => {
      const { views } = fresh();
      await views.startRebuild(request, ['registration']);
      await views.ownerFinished(request, 'registration', 2);
      for (const _ of [1, 2, 3]) await views.keep(part('registration', registration()), from('registration', 1));
      expect(await views.switchWhenComplete()).toBe(false);
      await views.keep(part('registration', registration({ id: idOf(2) })), from('registration', 2));
      expect(await views.switchWhenComplete()).toBe(true);
    });

    it('while news goes on: it reaches what is read and what grows', async () => {
      const { views } = fresh();
      await views.startRebuild(request, ['registration']);
      await views.keep(part('registration', confirmed()));
      expect(await views.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED' });
      await views.keep(part('registration', registration()), from('registration', 1));
      await views.ownerFinished(request, 'registration', 1);
      await views.switchWhenComplete();
      expect(await views.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED' });
    });

    it('from where they stood when the process was killed', async () => {
      const under = fresh();
      await under.views.startRebuild(request, ['registration']);
      await under.views.keep(part('registration', registration()), from('registration', 1));
      await under.reopen();
      await under.views.startRebuild(request, ['registration']);
      await under.views.keep(part('registration', registration()), from('registration', 1));
      await under.views.keep(part('registration', registration({ id: idOf(2) })), from('registration', 2));
      await under.views.ownerFinished(request, 'registration', 2);
      await under.reopen();
      expect(await under.views.switchWhenComplete()).toBe(true);
      expect((await under.views.page(mina, { limit: 20 })).items).toHaveLength(2);
    });

    it('anew when asked again: the unfinished attempt is given up, its late events are kept but not counted', async () => {
      const { views } = fresh();
      const again = idOf(950);
      await views.startRebuild(request, ['registration']);
      await views.keep(part('registration', registration()), from('registration', 1));
      await views.startRebuild(again, ['registration']);
      await views.ownerFinished(request, 'registration', 1);
      await views.ownerFinished(again, 'registration', 1);
      await views.keep(part('registration', registration({ id: idOf(2) })), from('registration', 2));
      expect(await views.switchWhenComplete()).toBe(false);
      await views.keep(part('registration', registration()), from('registration', 3, again));
      expect(await views.switchWhenComplete()).toBe(true);
      expect((await views.page(mina, { limit: 20 })).items).toHaveLength(2);
    });

    it('only when asked: states that a new queue asked for go straight to what is read', async () => {
      const { views } = fresh();
      await views.keep(part('registration', registration()), from('registration', 1));
      await views.ownerFinished(request, 'registration', 1);
      expect(await views.switchWhenComplete()).toBe(false);
      expect(await views.document(mina, idOf(1))).not.toBeNull();
    });

    it('and the old ones are cleared a few at a time, also after a kill', async () => {
      const under = fresh();
      for (const number of [1, 2, 3]) await under.views.keep(part('registration', registration({ id: idOf(number) })));
      expect(await under.views.clearAbandoned(2)).toBe(0);
      await under.views.startRebuild(request, ['registration']);
      await under.views.keep(part('registration', registration()), from('registration', 1));
      await under.views.ownerFinished(request, 'registration', 1);
      await under.views.switchWhenComplete();
      expect(await under.views.clearAbandoned(2)).toBe(2);
      await under.reopen();
      expect(await under.views.clearAbandoned(2)).toBe(1);
      expect(await under.views.clearAbandoned(2)).toBe(0);
      expect((await under.views.page(mina, { limit: 20 })).items).toHaveLength(1);
    });
  });
}
