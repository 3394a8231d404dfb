import { InvalidSettings } from '#platform';
import { MongoClient, type Db, type MongoClientOptions } from 'mongodb';

const DATABASE = 'sugang_mypage';

/** Whoever waits longer is better told that the store is out; a write that no majority has is not acknowledged. */
const options: MongoClientOptions = {
  appName: 'sugang-mypage',
  serverSelectionTimeoutMS: 1_500,
  heartbeatFrequencyMS: 1_000,
  connectTimeoutMS: 1_500,
  socketTimeoutMS: 10_000,
  waitQueueTimeoutMS: 5_000,
  writeConcern: { w: 'majority', wtimeoutMS: 5_000 },
  readPreference: 'primary',
};

/**
 * A client for `VIEWS_URL`, which connects when it is first asked; the database is the one that the address names.
 * @throws InvalidSettings when the driver cannot read the address, which is never shown
 */
export function openClient(url: string): { client: MongoClient; db: Db } {
  try {
    const client = new MongoClient(url, options);
    const named = client.options.dbName !== 'test' || /\/test(\?|$)/.test(url);
    return { client, db: client.db(named ? client.options.dbName : DATABASE) };
  } catch {
    throw new InvalidSettings(['VIEWS_URL: the MongoDB driver cannot read this address or one of its options']);
  }
}
