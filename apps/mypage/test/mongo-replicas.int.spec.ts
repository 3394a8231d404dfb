import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { MongoViews } from '../src/persistence/mongo.views.js';
import { mongoViewsUnderTest, onEveryMongo } from './mongo-under-test.js';
import { confirmed, idOf, lecture, mina, part, registration } from './states.js';
import type { ViewsUnderTest } from './views-under-test.js';

const request = idOf(900);
const from = (event: number) => ({ requestId: request, eventId: idOf(event), source: 'registration' });

/** What only a store has that several processes share. */
onEveryMongo((urlOfNewDatabase) => {
  describe('replicas of My Page', () => {
    let url: string;
    let first: ViewsUnderTest;
    let second: MongoViews;
    beforeEach(() => {
      url = urlOfNewDatabase();
      first = mongoViewsUnderTest(url);
      second = MongoViews.open(url);
    });
    afterEach(async () => {
      await second.close();
      await first.dispose();
    });

    it('may all start at once on an empty store', async () => {
      await Promise.all([first.views.ping(), second.ping()]);
      await first.views.keep(part('registration', registration()));
      expect(await second.document(mina, idOf(1))).toMatchObject({ status: 'AWAITING_PAYMENT' });
    });

    it('that keep states of one lecture at the same time leave the last, and say so of it', async () => {
      await first.views.keep(part('registration', registration()));
      const versions = Array.from({ length: 30 }, (_, index) => ((index * 7) % 30) + 1);
      const outcomes = await Promise.all(
        versions.map(async (version) => {
          const replica = version % 2 ? first.views : second;
          return [version, await replica.keep(part('lecture', lecture({ title: `edition ${version}`, version })))];
        }),
      );
      expect((await second.document(mina, idOf(1)))?.lecture.title).toBe('edition 30');
      expect(Object.fromEntries(outcomes)).toMatchObject({ 30: 'applied' });
    });

    it('write into a generation that another has opened since they last looked', async () => {
      await second.keep(part('lecture', lecture()));
      await first.views.startRebuild(request, ['registration']);
      await second.keep(part('registration', confirmed()));
      await first.views.ownerFinished(request, 'registration', 0);
      expect(await first.views.switchWhenComplete()).toBe(true);
      expect(await second.document(mina, idOf(1))).toMatchObject({ status: 'CONFIRMED', lecture: { title: null } });
    });

    it('count the re-emitted events together, and one of them switches', async () => {
      await first.views.startRebuild(request, ['registration']);
      await first.views.ownerFinished(request, 'registration', 4);
      for (const number of [1, 2, 3, 4])
        await (number % 2 ? first.views : second).keep(
          part('registration', registration({ id: idOf(number) })),
          from(number),
        );
      const switched = await Promise.all([first.views, second].map((views) => views.switchWhenComplete()));
      expect(switched.filter(Boolean)).toHaveLength(1);
      expect((await second.page(mina, { limit: 20 })).items).toHaveLength(4);
    });

    it('tell changes that another has made', async () => {
      const mark = await second.mark();
      await first.views.keep(part('registration', registration()));
      expect(await second.changedSince(mark, [mina])).toMatchObject([{ document: { registrationId: idOf(1) } }]);
    });

    it('leave an abandoned generation for a minute to whoever still reads it', async () => {
      await first.views.keep(part('registration', registration()));
      await first.views.startRebuild(request, []);
      expect(await first.views.switchWhenComplete()).toBe(true);
      expect(await second.clearAbandoned(10)).toBe(0);
      expect(await first.views.clearAbandoned(10)).toBe(1);
    });

    it('begin again, empty, when somebody has dropped the database', async () => {
      await first.views.keep(part('registration', registration()));
      const client = new MongoClient(url);
      await client.db().dropDatabase();
      await client.close();
      expect(await second.document(mina, idOf(1))).toBeNull();
      await first.views.keep(part('registration', registration()));
      expect(await second.document(mina, idOf(1))).not.toBeNull();
    });

    it('answer nothing once they are closed, and stay closed', async () => {
      await second.close();
      await expect(second.ping()).rejects.toThrow();
    });
  });
});
