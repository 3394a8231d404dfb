import type { Message, Options } from 'amqplib';
import type { Delivery, OutgoingMessage } from '../broker.js';

/** Our own headers, which are not passed on to consumers. */
const KEY = 'x-sugang-key';
const ATTEMPT = 'x-sugang-attempt';
const REASON = 'x-sugang-reason';
const PARKED_AT = 'x-sugang-parked-at';

export const publishProperties = ({ id, headers = {} }: OutgoingMessage): Options.Publish => ({
  messageId: id,
  persistent: true,
  mandatory: true,
  contentType: 'application/cloudevents+json',
  headers,
});

/** A message without an id, from a foreign publisher, gets one from its delivery tag. */
export function deliveryOf({ properties, fields, content }: Message): Delivery {
  const headers = (properties.headers ?? {}) as Record<string, unknown>;
  return {
    id: String(properties.messageId ?? `unnamed-${String(fields.deliveryTag)}`),
    routingKey: textOf(headers[KEY]) ?? fields.routingKey,
    body: content.toString('utf8'),
    headers: passedOn(headers),
    attempt: numberOf(headers[ATTEMPT]) ?? 1,
  };
}

/** RabbitMQ's own count of redeliveries, which `x-delivery-limit` bounds. */
export const redeliveriesOf = ({ properties }: Message): number =>
  numberOf(properties.headers?.['x-delivery-count']) ?? 0;

export const retryProperties = (delivery: Delivery): Options.Publish => ({
  messageId: delivery.id,
  persistent: true,
  mandatory: true,
  headers: { ...delivery.headers, [KEY]: delivery.routingKey, [ATTEMPT]: delivery.attempt + 1 },
});

export const parkedProperties = (delivery: Delivery, reason: string, at: Date): Options.Publish => ({
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

export const replayProperties = (delivery: Delivery): Options.Publish => ({
  messageId: delivery.id,
  persistent: true,
  mandatory: true,
  headers: { ...delivery.headers, [KEY]: delivery.routingKey },
});

export function parkedReason({ properties }: Message): { reason: string; parkedAt: Date } {
  const headers = (properties.headers ?? {}) as Record<string, unknown>;
  const death = properties.headers?.['x-death']?.at(0);
  return {
    reason: textOf(headers[REASON]) ?? `dead-lettered by RabbitMQ: ${death?.reason ?? 'no reason given'}`,
    parkedAt: new Date(numberOf(headers[PARKED_AT]) ?? Number(death?.time?.['!'] ?? 0) * 1000),
  };
}

const passedOn = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-') || typeof value !== 'string' ? [] : [[name, value]],
    ),
  );

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
