import { manifestOf, relationalServices, type RelationalService, type services } from '#contracts';
import type { Addresses } from '../settings.js';
import type { Queues } from './queues.js';
import type { Views } from './views.js';
import { InProcessQueues } from './in-process-queues.js';
import { MysqlStore } from './mysql-store.js';
import { InspectionError, StoreNotFound, type Store } from './store.js';
import { SqliteStore } from './sqlite-store.js';
import { SqliteViews } from './sqlite-views.js';

type OptionalService = {
  [Name in RelationalService]: (typeof services)[Name]['optional'] extends true ? Name : never;
}[RelationalService];

/** Every store and the broker, opened. Optional services are undefined where they do not exist. */
export interface Stores
  extends Record<Exclude<RelationalService, OptionalService>, Store>, Record<OptionalService, Store | undefined> {
  provider: Store;
  views: Views;
  queues: Queues;
}

/** Opens all of them, calls `use` and closes them again. @throws InspectionError naming the first that does not open */
export async function withStores<T>(addresses: Addresses, use: (stores: Stores) => Promise<T>): Promise<T> {
  const { databases, dataDir } = addresses;
  const opened: { close(): Promise<void> }[] = [];
  const open = async <Opened extends { close(): Promise<void> } | undefined>(
    opening: Promise<Opened>,
  ): Promise<Opened> => {
    const store = await opening;
    if (store) opened.push(store);
    return store;
  };
  try {
    const relational = {} as Pick<Stores, RelationalService>;
    for (const service of relationalServices) {
      const opener = manifestOf(service).optional ? openIfPresent : openStore;
      relational[service] = (await open(opener(databases[service], dataDir, service)))!;
    }
    return await use({
      ...relational,
      provider: await open(openStore(databases.payment, dataDir, 'provider')),
      views: await open(openViews(addresses.views, dataDir)),
      queues: await open(openQueues(addresses.broker, dataDir)),
    });
  } finally {
    await Promise.all(opened.map((each) => each.close()));
  }
}

/** The store that a service with this `DATABASE_URL` has. @throws InspectionError */
export async function openStore(url: string | undefined, dataDir: string, name: string): Promise<Store> {
  if (url === undefined) throw new InspectionError(`The database of ${name} has no address. Set DATABASE_URL.`);
  return url === 'sqlite:' ? SqliteStore.open(dataDir, name) : MysqlStore.open(url, name);
}

/** The same, or undefined where the file or schema does not exist. */
async function openIfPresent(url: string | undefined, dataDir: string, name: string): Promise<Store | undefined> {
  if (url === undefined) return undefined;
  try {
    return await openStore(url, dataDir, name);
  } catch (error) {
    if (error instanceof StoreNotFound) return undefined;
    throw error;
  }
}

// The drivers of MongoDB and RabbitMQ are loaded only where they are used.
async function openViews(url: string, dataDir: string): Promise<Views> {
  if (url === 'sqlite:') return SqliteViews.open(dataDir);
  const { MongoViews } = await import('./mongo-views.js');
  return MongoViews.open(url);
}

async function openQueues(url: string, dataDir: string): Promise<Queues> {
  if (url === 'in-process:') return InProcessQueues.open(dataDir);
  const { RabbitmqQueues } = await import('./rabbitmq-queues.js');
  return RabbitmqQueues.open(url);
}
