import type { ConfirmChannel } from 'amqplib';
import type { Names } from './names.js';

/** Catches only a message that crashes its consumer repeatedly: our own attempts are counted in a header. */
export const DELIVERY_LIMIT = 100;
/** Listing parked messages takes and requeues them, so their limit must never be reached. */
const UNLIMITED = 1_000_000_000;

const quorum = { 'x-queue-type': 'quorum' } as const;

export async function declareEvents(channel: ConfirmChannel, names: Names): Promise<void> {
  await channel.assertExchange(names.events, 'topic', { durable: true });
}

export async function declareConsumer(
  channel: ConfirmChannel,
  names: Names,
  consumer: string,
  bindings: string[],
): Promise<void> {
  await declareEvents(channel, names);
  await declareParked(channel, names, consumer);
  await channel.assertQueue(names.queue(consumer), {
    durable: true,
    arguments: {
      ...quorum,
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': names.parked(consumer),
    },
  });
  for (const pattern of bindings) await channel.bindQueue(names.queue(consumer), names.events, pattern);
}

export async function declareParked(channel: ConfirmChannel, names: Names, consumer: string): Promise<void> {
  await channel.assertQueue(names.parked(consumer), {
    durable: true,
    arguments: { ...quorum, 'x-delivery-limit': UNLIMITED },
  });
}

export async function declareRetry(
  channel: ConfirmChannel,
  names: Names,
  consumer: string,
  delayMs: number,
): Promise<void> {
  await channel.assertQueue(names.retry(consumer, delayMs), {
    durable: true,
    arguments: {
      ...quorum,
      'x-message-ttl': delayMs,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': names.queue(consumer),
      // The default strategy dead-letters without a confirm: messages due during a restart would be lost.
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  });
}

export async function declareKnown(channel: ConfirmChannel, names: Names, consumer: string): Promise<void> {
  await channel.assertQueue(names.known(consumer), { durable: true, arguments: { 'x-max-length': 1 } });
}
