import { RESYNC_REQUESTED, ResyncFinished, resyncFinishedKeyOf, ResyncRequested, UnreadableEvent } from '#contracts';
import type { z } from 'zod';
import type { Delivery } from '../broker/broker.js';
import type { Notices } from '../inbox/event-consumer.js';
import type { ResyncOwner } from './resync-owner.js';
import type { ResyncWatcher } from './resync-watcher.js';

/** The messages of a service that are no events: requests to an owner, and the notice that an owner is done. */
export function noticesFor(service: string, owner?: ResyncOwner, watcher?: ResyncWatcher): Notices {
  return (routingKey) => {
    if (owner && routingKey === RESYNC_REQUESTED) {
      return async ({ body }) => owner.accept(read(ResyncRequested, body));
    }
    if (routingKey === resyncFinishedKeyOf(service)) {
      // Copies that apply what comes need not know when that was all.
      return async ({ body }: Delivery) => watcher?.finished(read(ResyncFinished, body));
    }
    return undefined;
  };
}

function read<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new UnreadableEvent(['body: not JSON']);
  }
  const notice = schema.safeParse(json);
  if (notice.success) return notice.data;
  throw new UnreadableEvent(notice.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}
