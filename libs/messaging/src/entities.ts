import { InboxEntry } from './inbox/inbox-entry.js';
import { OutboxEntry } from './outbox/outbox-entry.js';
import { ResyncJob } from './resync/resync-job.js';

/** For the `entities` of every service that uses the guard `inbox`. */
export const messagingEntities = [OutboxEntry, InboxEntry, ResyncJob];
