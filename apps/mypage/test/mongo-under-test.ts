import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeWith, startMongoStandIn, type MongoStandIn } from '#testing';
import { MongoClient } from 'mongodb';
import { MongoViews } from '../src/persistence/mongo.views.js';
import type { ViewsUnderTest } from './views-under-test.js';

let number = 0;

/** The suite on the stand-in always, and on the MongoDB that `VIEWS_URL` names where it names one. */
export function onEveryMongo(suite: (urlOfNewDatabase: () => string) => void): void {
  const database = () => `sugang_t_${process.pid}_${Date.now()}_${++number}_mypage`;

  describe('in the stand-in for MongoDB', () => {
    let standIn: MongoStandIn;
    beforeAll(async () => {
      standIn = await startMongoStandIn();
    });
    afterAll(() => standIn.stop());
    suite(() => standIn.urlOf(database()));
  });

  describeWith('mongodb', 'in a real MongoDB', (url) => suite(() => withDatabase(url, database())));
}

/** The same server and options, another database. */
const withDatabase = (url: string, database: string): string =>
  url.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(.*)$/, `$1/${database}$2`);

/** Views in a new database, which is dropped when they are disposed of. */
export function mongoViewsUnderTest(url: string): ViewsUnderTest {
  const open = () => MongoViews.open(url, { abandonedForMs: 0 });
  const under: ViewsUnderTest = {
    views: open(),
    reopen: async () => {
      await under.views.close();
      under.views = open();
    },
    dispose: async () => {
      await under.views.close();
      await dropDatabaseOf(url);
    },
  };
  return under;
}

async function dropDatabaseOf(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
}
