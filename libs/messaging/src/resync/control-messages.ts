import {
  REPUBLISH_REQUESTED,
  RepublishRequested,
  RESYNC_REQUESTED,
  ResyncFinished,
  resyncFinishedKeyOf,
  ResyncRequested,
  UnreadableEvent,
  type ResyncFinished as Finished,
} from '#contracts';
import type { z } from 'zod';
import type { Broker, Delivery } from '../broker/broker.js';
import type { Republisher } from './republisher.js';
import type { ResyncPublisher } from './resync-publisher.js';

/** What a service with an outbox does on request. */
export interface Publishers {
  resync: ResyncPublisher;
  republish: Republisher;
}

/** The handler of a control message (a request or its completion); undefined for an event. */
export type ControlMessages = (routingKey: string) => ((delivery: Delivery) => Promise<void>) | undefined;

export function controlMessagesOf(
  service: string,
  publishers: Publishers | undefined,
  finished: (message: Finished) => Promise<void>,
): ControlMessages {
  return (routingKey) => {
    if (publishers && routingKey === RESYNC_REQUESTED)
      return ({ body }) => publishers.resync.accept(read(ResyncRequested, body));
    if (publishers && routingKey === REPUBLISH_REQUESTED)
      return ({ body }) => publishers.republish.accept(read(RepublishRequested, body));
    if (routingKey === resyncFinishedKeyOf(service)) return ({ body }) => finished(read(ResyncFinished, body));
    return undefined;
  };
}

/** @throws Unroutable when no owning service has a queue yet */
export async function requestResync(broker: Broker, consumer: string, requestId: string, now: Date): Promise<void> {
  const request: ResyncRequested = { requestId, consumer, requestedAt: now.toISOString() };
  await broker.publish({ id: requestId, routingKey: RESYNC_REQUESTED, body: JSON.stringify(request) });
}

/** @throws Unroutable when no publisher has a queue yet */
export async function requestRepublish(
  broker: Broker,
  consumer: string,
  requestId: string,
  now: Date,
  range: Pick<RepublishRequested, 'events' | 'from' | 'to'>,
): Promise<void> {
  const request: RepublishRequested = { requestId, consumer, requestedAt: now.toISOString(), ...range };
  await broker.publish({ id: requestId, routingKey: REPUBLISH_REQUESTED, body: JSON.stringify(request) });
}

function read<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new UnreadableEvent(['body: not JSON']);
  }
  const message = schema.safeParse(json);
  if (message.success) return message.data;
  throw new UnreadableEvent(
    message.error.issues.map(({ path, message: what }) => `${path.join('.') || 'body'}: ${what}`),
  );
}
