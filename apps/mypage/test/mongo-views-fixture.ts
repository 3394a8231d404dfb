import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeWith, startMongoStandIn, type MongoStandIn } from '#testing';
import { MongoClient } from 'mongodb';
import { MongoViews } from '../src/persistence/mongo-views.js';
import type { ViewsFixture } from './views-fixture.js';

let number = 0;

/** Runs the suite on the stand-in, and on the MongoDB in `VIEWS_URL` if there is one. */
export function onEveryMongo(suite: (urlOfNewDatabase: () => string) => void): void {
  const database = () => `sugang_t_${process.pid}_${Date.now()}_${++number}_mypage`;

  describe('MongoViews on the stand-in', () => {
    let standIn: MongoStandIn;
    beforeAll(async () => {
      standIn = await startMongoStandIn();
    });
    afterAll(() => standIn.stop());
    suite(() => standIn.urlOf(database()));
  });

  describeWith('mongodb', 'MongoViews on a real server', (url) => suite(() => withDatabase(url, database())));
}

/** The same server and options, another database. */
const withDatabase = (url: string, database: string): string =>
  url.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(.*)$/, `$1/${database}$2`);

/** Views in a new database, which `dispose` drops. */
export function mongoViewsFixture(url: string): ViewsFixture {
  const open = () => MongoViews.open(url, { abandonedForMs: 0 });
  const fixture: ViewsFixture = {
    views: open(),
    reopen: async () => {
      await fixture.views.close();
      fixture.views = open();
    },
    dispose: async () => {
      await fixture.views.close();
      await dropDatabaseOf(url);
    },
  };
  return fixture;
}

async function dropDatabaseOf(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
}
