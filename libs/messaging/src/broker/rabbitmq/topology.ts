import type { ConfirmChannel } from 'amqplib';
import type { Names } from './names.js';

/**
 * How often RabbitMQ itself hands a message back (a crash, a pause) before it gives up and parks it. High, because our own
 * attempts are counted in a header; this catches only a message that kills its consumer again and again.
 */
export const DELIVERY_LIMIT = 100;
/** For queues that are looked through by taking and handing back: as good as never. */
const NEVER = 1_000_000_000;

const quorum = { 'x-queue-type': 'quorum' } as const;

/** Declares the exchange of all events. Declaring what exists changes nothing. */
export async function declareEvents(channel: ConfirmChannel, names: Names): Promise<void> {
  await channel.assertExchange(names.events, 'topic', { durable: true });
}

/** Declares a consumer's queue with its bindings, and where its messages are parked. */
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
    arguments: { ...quorum, 'x-delivery-limit': NEVER },
  });
}

/** Declares the queue in which messages wait `delayMs` milliseconds; then RabbitMQ puts them back into the consumer's queue. */
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
      // By itself RabbitMQ puts back without a confirm: what is due while it restarts would be lost.
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  });
}

/** Declares the mark that a consumer is not new any more. */
export async function declareSettled(channel: ConfirmChannel, names: Names, consumer: string): Promise<void> {
  await channel.assertQueue(names.settled(consumer), { durable: true, arguments: { 'x-max-length': 1 } });
}
