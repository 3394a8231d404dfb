import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { MongoViews } from '../src/persistence/mongo-views.js';
import { mongoViewsFixture, onEveryMongo } from './mongo-views-fixture.js';
import { confirmed, idOf, lecture, march, mina, part, registration } from './states.js';
import type { ViewsFixture } from './views-fixture.js';

const request = idOf(900);
const from = (event: number) => ({ requestId: request, eventId: idOf(event), source: 'registration' });

onEveryMongo((urlOfNewDatabase) => {
  describe('replicas of My Page', () => {
    let url: string;
    let first: ViewsFixture;
    let second: MongoViews;
    beforeEach(() => {
      url = urlOfNewDatabase();
      first = mongoViewsFixture(url);
      second = MongoViews.open(url);
    });
    afterEach(async () => {
      await second.close();
      await first.dispose();
    });

    it('can start concurrently on an empty store', async () => {
      await Promise.all([first.views.ping(), second.ping()]);
      await first.views.save(part('registration', registration()));
      expect(await second.document(mina, idOf(1))).toMatchObject({ status: 'AWAITING_PAYMENT' });
    });

    it('that save states of one lecture concurrently store the last one', async () => {
      await first.views.save(part('registration', registration()));
      const versions = Array.from({ length: 30 }, (_, index) => ((index * 7) % 30) + 1);
      const outcomes = await Promise.all(
        versions.map(async (version) => {
          const replica = version % 2 ? first.views : second;
          return [version, await replica.save(part('lecture', lecture({ title: `edition ${version}`, version })))];
        }),
      );
      expect((await second.document(mina, idOf(1)))?.lecture.title).toBe('edition 30');
      expect(Object.fromEntries(outcomes)).toMatchObject({ 30: 'applied' });
    });

    it('write into a generation that another replica has opened meanwhile', async () => {
      await second.save(part('lecture', lecture()));
      await first.views.startRebuild(request, ['registration']);
      await second.save(part('registration', confirmed()));
      await first.views.ownerFinished(request, 'registration', 0);
      expect(await first.views.switchWhenComplete()).toBe(true);
      expect(await second.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED', lecture: { title: null } });
    });

    it('count re-published events together, and exactly one of them switches', async () => {
      await first.views.startRebuild(request, ['registration']);
      await first.views.ownerFinished(request, 'registration', 4);
      for (const number of [1, 2, 3, 4])
        await (number % 2 ? first.views : second).save(
          part('registration', registration({ id: idOf(number) })),
          from(number),
        );
      const switched = await Promise.all([first.views, second].map((views) => views.switchWhenComplete()));
      expect(switched.filter(Boolean)).toHaveLength(1);
      expect((await second.page(mina, { limit: 20 })).items).toHaveLength(4);
    });

    it('return changes that another replica has applied', async () => {
      const mark = await second.mark();
      await first.views.save(part('registration', registration()));
      expect(await second.changedSince(mark, [mina])).toEqual([{ studentId: mina, registrationId: idOf(1) }]);
    });

    it('give a ticket for a stream to exactly one of them', async () => {
      const [expiresAt, streamUntil] = [new Date(march(2)), new Date(march(3))];
      await first.views.tickets.add({ digest: 'digest', studentId: mina, expiresAt, streamUntil });
      const replicas = [first.views, second, first.views, second];
      const taken = await Promise.all(replicas.map(({ tickets }) => tickets.take('digest')));
      expect(taken.filter((ticket) => ticket !== undefined)).toHaveLength(1);
    });

    it('retain an abandoned generation for a minute for running reads', async () => {
      await first.views.save(part('registration', registration()));
      await first.views.startRebuild(request, []);
      expect(await first.views.switchWhenComplete()).toBe(true);
      expect(await second.clearAbandoned(10)).toBe(0);
      expect(await first.views.clearAbandoned(10)).toBe(1);
    });

    it('continue with an empty database after it was dropped', async () => {
      await first.views.save(part('registration', registration()));
      const client = new MongoClient(url);
      await client.db().dropDatabase();
      await client.close();
      expect(await second.document(mina, idOf(1))).toBeNull();
      await first.views.save(part('registration', registration()));
      expect(await second.document(mina, idOf(1))).not.toBeNull();
    });

    it('reject operations after they were closed', async () => {
      await second.close();
      await expect(second.ping()).rejects.toThrow();
    });
  });
});
