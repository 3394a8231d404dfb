import { expect, it } from '@jest/globals';
import type { ConnectionUse } from '#persistence';
import { mongoViewsFixture, onEveryMongo } from '../../test/mongo-views-fixture.js';
import { viewsContract } from '../../test/views.contract.js';
import { MongoViews } from './mongo-views.js';

onEveryMongo((urlOfNewDatabase) => {
  viewsContract(() => Promise.resolve(mongoViewsFixture(urlOfNewDatabase())));

  it('counts open connections, those in use, and the requests that wait for one', async () => {
    const url = new URL(urlOfNewDatabase());
    url.searchParams.set('maxPoolSize', '2');
    const views = MongoViews.open(url.toString());
    expect(views.connectionUse).toEqual({ max: 2, open: 0, used: 0, waiting: 0 });
    await views.ping();
    const samples: ConnectionUse[] = [];
    const sampling = setInterval(() => samples.push(views.connectionUse));
    await Promise.all(Array.from({ length: 200 }, () => views.ping()));
    clearInterval(sampling);
    expect(Math.max(...samples.map(({ used }) => used))).toBe(2);
    expect(Math.max(...samples.map(({ waiting }) => waiting))).toBeGreaterThan(2);
    expect(views.connectionUse).toMatchObject({ max: 2, used: 0, waiting: 0 });
    expect([1, 2]).toContain(views.connectionUse.open);
    await views.close();
    expect(views.connectionUse.open).toBe(0);
  });
});
