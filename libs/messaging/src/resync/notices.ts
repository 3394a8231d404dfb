import { RESYNC_REQUESTED, ResyncFinished, resyncFinishedKeyOf, ResyncRequested, UnreadableEvent } from '#contracts';
import type { z } from 'zod';
import type { Notices } from '../inbox/event-consumer.js';
import type { ResyncOwner } from './resync-owner.js';

/** The messages of a service that are no events: requests to an owner, and the notice that an owner is done. */
export function noticesFor(
  service: string,
  owner: ResyncOwner | undefined,
  finished: (notice: ResyncFinished) => Promise<void>,
): Notices {
  return (routingKey) => {
    if (owner && routingKey === RESYNC_REQUESTED) return ({ body }) => owner.accept(read(ResyncRequested, body));
    if (routingKey === resyncFinishedKeyOf(service)) return ({ body }) => finished(read(ResyncFinished, body));
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
  throw new UnreadableEvent(notice.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`));
}
