import type { Addresses } from '../addresses.js';
import { openQueues } from './open-queues.js';
import { openIfThere, openStore } from './open-store.js';
import { openViews } from './open-views.js';
import type { Queues } from './queues.js';
import type { Store } from './store.js';
import type { Views } from './views.js';

export const OWNERS = ['registration', 'payment', 'lecture', 'identity'] as const;
export type Owner = (typeof OWNERS)[number];

/** Everything that is looked at, opened. */
export interface Stores extends Record<Owner, Store> {
  /** The books of the simulated provider. */
  provider: Store;
  /** Undefined where the system has no notification service. */
  notification: Store | undefined;
  views: Views;
  queues: Queues;
}

/** Opens all of them, lets `look` have them, and closes them again. @throws CouldNotLook naming the first that does not open */
export async function withStores<T>(addresses: Addresses, look: (stores: Stores) => Promise<T>): Promise<T> {
  const { databases, dataDir } = addresses;
  const opened: { close(): Promise<void> }[] = [];
  const noted = async <Opened extends { close(): Promise<void> } | undefined>(
    opening: Promise<Opened>,
  ): Promise<Opened> => {
    const one = await opening;
    if (one) opened.push(one);
    return one;
  };
  const store = (owner: Owner, name: string = owner) => noted(openStore(databases[owner], dataDir, name));
  try {
    return await look({
      registration: await store('registration'),
      payment: await store('payment'),
      provider: await store('payment', 'provider'),
      lecture: await store('lecture'),
      identity: await store('identity'),
      notification: await noted(openIfThere(databases.notification, dataDir, 'notification')),
      views: await noted(openViews(addresses.views, dataDir)),
      queues: await noted(openQueues(addresses.broker, dataDir)),
    });
  } finally {
    await Promise.all(opened.map((each) => each.close()));
  }
}
