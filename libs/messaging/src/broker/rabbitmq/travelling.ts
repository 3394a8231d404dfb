import type { Message, Options } from 'amqplib';
import type { Delivery, OutgoingMessage } from '../broker.js';

/** Headers of our own; they never reach a consumer. */
const KEY = 'x-sugang-key';
const ATTEMPT = 'x-sugang-attempt';
const REASON = 'x-sugang-reason';
const PARKED_AT = 'x-sugang-parked-at';

/** How a message leaves for the exchange. */
export const outgoing = ({ id, headers = {} }: OutgoingMessage): Options.Publish => ({
  messageId: id,
  persistent: true,
  mandatory: true,
  contentType: 'application/cloudevents+json',
  headers,
});

/** Reads what RabbitMQ delivers; a message of a stranger without an id gets one that names its place. */
export function deliveryOf({ properties, fields, content }: Message): Delivery {
  const headers = (properties.headers ?? {}) as Record<string, unknown>;
  return {
    id: String(properties.messageId ?? `unnamed-${String(fields.deliveryTag)}`),
    routingKey: textOf(headers[KEY]) ?? fields.routingKey,
    body: content.toString('utf8'),
    headers: foreign(headers),
    attempt: numberOf(headers[ATTEMPT]) ?? 1,
  };
}

/** How often RabbitMQ got the message back from a consumer, by its own count, which its limit of deliveries is about. */
export const timesGivenBack = ({ properties }: Message): number =>
  numberOf(properties.headers?.['x-delivery-count']) ?? 0;

/** The same message on its way to its next attempt. */
export const retrying = (delivery: Delivery): Options.Publish => ({
  messageId: delivery.id,
  persistent: true,
  mandatory: true,
  headers: { ...delivery.headers, [KEY]: delivery.routingKey, [ATTEMPT]: delivery.attempt + 1 },
});

/** The same message on its way to the parked ones. */
export const parking = (delivery: Delivery, reason: string, at: Date): Options.Publish => ({
  messageId: delivery.id,
  persistent: true,
  mandatory: true,
  headers: {
    ...delivery.headers,
    [KEY]: delivery.routingKey,
    [ATTEMPT]: delivery.attempt,
    [REASON]: reason.slice(0, 2_000),
    [PARKED_AT]: at.getTime(),
  },
});

/** A parked message on its way back to its consumer, with all its attempts. */
export const replaying = (delivery: Delivery): Options.Publish => ({
  messageId: delivery.id,
  persistent: true,
  mandatory: true,
  headers: { ...delivery.headers, [KEY]: delivery.routingKey },
});

/** Why and when a message was parked; RabbitMQ's own dead-lettering leaves its words in `x-death`. */
export function parkedFacts({ properties }: Message): { reason: string; parkedAt: Date } {
  const headers = (properties.headers ?? {}) as Record<string, unknown>;
  const death = properties.headers?.['x-death']?.at(0);
  return {
    reason: textOf(headers[REASON]) ?? `RabbitMQ gave up on it: ${death?.reason ?? 'no reason given'}`,
    parkedAt: new Date(numberOf(headers[PARKED_AT]) ?? Number(death?.time?.['!'] ?? 0) * 1000),
  };
}

const foreign = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-') || typeof value !== 'string' ? [] : [[name, value]],
    ),
  );

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
