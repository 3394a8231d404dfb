import { StoreUnavailable, type ConnectionUse } from '#persistence';
import { InvalidSettings } from '#platform';
import {
  MongoClient,
  MongoDriverError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
  type Collection,
  type Db,
  type Filter,
  type MongoClientOptions,
} from 'mongodb';

const DATABASE = 'sugang_mypage';

/** Short timeouts report an outage early; writes are acknowledged by a majority only. */
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

/** @throws InvalidSettings, without the URL, when the driver cannot parse it */
export function openClient(url: string): { client: MongoClient; db: Db } {
  try {
    const client = new MongoClient(url, options);
    const named = client.options.dbName !== 'test' || /\/test(\?|$)/.test(url);
    return { client, db: client.db(named ? client.options.dbName : DATABASE) };
  } catch {
    throw new InvalidSettings(['VIEWS_URL: the MongoDB driver cannot parse this address or one of its options']);
  }
}

/** Counts by the events of the driver's connection pools, one pool per server. */
export function countConnections(client: MongoClient): () => ConnectionUse {
  const use: ConnectionUse = { max: client.options.maxPoolSize, open: 0, used: 0, waiting: 0 };
  client.on('connectionCreated', () => (use.open += 1));
  client.on('connectionClosed', () => (use.open -= 1));
  client.on('connectionCheckOutStarted', () => (use.waiting += 1));
  client.on('connectionCheckOutFailed', () => (use.waiting -= 1));
  client.on('connectionCheckedOut', () => {
    use.waiting -= 1;
    use.used += 1;
  });
  client.on('connectionCheckedIn', () => (use.used -= 1));
  return () => ({ ...use });
}

const unreachable: (new (...parameters: never[]) => Error)[] = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoOperationTimeoutError,
  MongoWriteConcernError,
];

/** Server error codes of a wrong command or document; every other one may be temporary, so the consumer waits instead of parking. */
const WORK_CODES = new Set([
  2, 9, 14, 16, 22, 28, 40, 52, 53, 54, 55, 56, 57, 59, 66, 72, 73, 121, 10_334, 11_000, 11_001, 17_280, 17_419, 40_415,
]);

export const isOutage = (error: unknown): boolean =>
  unreachable.some((kind) => error instanceof kind) ||
  isWaitQueueTimeout(error) ||
  (error instanceof MongoServerError && !WORK_CODES.has(Number(error.code)));

const isWaitQueueTimeout = (error: unknown): boolean =>
  error instanceof MongoDriverError && error.name === 'MongoWaitQueueTimeoutError';

/** Checks the code only: messages differ between servers. */
export const isDuplicate = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11_000;

export async function inStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isOutage(error)) throw new StoreUnavailable('the MongoDB of the views is unavailable', { cause: error });
    throw error;
  }
}

/** Reads what a majority has stored: no failover can undo it. */
export const readFromMajority = async <Stored extends { _id: string }>(collection: Collection<Stored>, key: string) =>
  collection.findOne({ _id: key } as Filter<Stored>, { readConcern: { level: 'majority' } });
