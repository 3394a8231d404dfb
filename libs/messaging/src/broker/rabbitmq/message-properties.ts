import { createHash } from 'node:crypto';
import type { Message, Options } from 'amqplib';
import type { Delivery, OutgoingMessage } from '../broker.js';

/** Our own headers, which are not passed on to consumers. */
const KEY = 'x-sugang-key';
const ATTEMPT = 'x-sugang-attempt';
const REASON = 'x-sugang-reason';
const PARKED_AT = 'x-sugang-parked-at';
const OURS = [KEY, ATTEMPT, REASON, PARKED_AT];

export const publishProperties = ({ id, headers = {} }: OutgoingMessage): Options.Publish => ({
  messageId: id,
  persistent: true,
  mandatory: true,
  contentType: 'application/cloudevents+json',
  headers,
});

/** A message without an id, from a foreign publisher, gets one from its content. */
export function deliveryOf(message: Message): Delivery {
  const { properties, fields, content } = message;
  const headers = headersOf(message);
  return {
    id: String(properties.messageId ?? `unnamed-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`),
    routingKey: textOf(headers[KEY]) ?? keyBeforeDeath(message) ?? fields.routingKey,
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

/** For a message that belongs into another queue of the same consumer: our headers stay, with the key of the publisher. */
export function moveProperties(message: Message): Options.Publish {
  const { id, routingKey } = deliveryOf(message);
  const ours = Object.entries(headersOf(message)).filter(([name]) => !name.startsWith('x-') || OURS.includes(name));
  return {
    messageId: id,
    persistent: true,
    mandatory: true,
    headers: { ...Object.fromEntries(ours), [KEY]: routingKey },
  };
}

/** Never throws, whatever the headers are: one malformed message must not hide the others. */
export function parkedReason(message: Message): { reason: string; parkedAt: Date } {
  const headers = headersOf(message);
  const { reason, time } = lastDeathOf(message);
  return {
    reason: textOf(headers[REASON]) ?? `dead-lettered by RabbitMQ: ${textOf(reason) ?? 'no reason given'}`,
    parkedAt: instantOf(numberOf(headers[PARKED_AT]) ?? (timestampOf(time) ?? 0) * 1_000),
  };
}

/** RabbitMQ replaces the routing key when it dead-letters to a queue; `x-death` has the key of the publisher. */
function keyBeforeDeath(message: Message): string | undefined {
  const { 'routing-keys': keys } = lastDeathOf(message);
  return message.fields.exchange === '' && Array.isArray(keys) ? textOf(keys[0]) : undefined;
}

/** The most recent entry of `x-death`, which RabbitMQ puts first. */
function lastDeathOf(message: Message): Record<string, unknown> {
  const deaths = headersOf(message)['x-death'];
  const [last] = Array.isArray(deaths) ? (deaths as unknown[]) : [];
  return typeof last === 'object' && last !== null ? (last as Record<string, unknown>) : {};
}

/** Seconds since 1970; amqplib decodes a timestamp as `{ '!': 'timestamp', value }`. */
const timestampOf = (time: unknown): number | undefined =>
  typeof time === 'object' && time !== null ? numberOf((time as { value?: unknown }).value) : numberOf(time);

function instantOf(milliseconds: number): Date {
  const instant = new Date(milliseconds);
  return Number.isNaN(instant.getTime()) ? new Date(0) : instant;
}

const headersOf = ({ properties }: Message): Record<string, unknown> => properties.headers ?? {};

const passedOn = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-') || typeof value !== 'string' ? [] : [[name, value]],
    ),
  );

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
