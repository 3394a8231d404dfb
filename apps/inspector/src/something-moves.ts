import type { Addresses } from './addresses.js';
import { outboxes, queues } from './reading/messages.js';
import { withStores } from './reading/stores.js';

/** Whether messages wait in any outbox or queue. @throws CouldNotLook */
export const somethingMoves = (addresses: Addresses): Promise<boolean> =>
  withStores(addresses, async (stores) => {
    for await (const { pending } of outboxes(stores)) if (pending > 0) return true;
    for await (const { messages } of queues(stores)) if (messages > 0) return true;
    return false;
  });
