import type { ConfirmChannel } from 'amqplib';

/** What the release before versioned queue names (main at c7791bb) declares for one consumer; recorded, never changed. */
export async function declareAsFirstRelease(
  channel: ConfirmChannel,
  namespace: string,
  consumer: string,
  bindings: string[],
): Promise<void> {
  const of = (name: string) => `${namespace}.${name}`;
  await channel.assertExchange(of('sugang.events'), 'topic', { durable: true });
  await channel.assertQueue(of(`${consumer}.parked`), {
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 1_000_000_000 },
  });
  await channel.assertQueue(of(consumer), {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': 100,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': of(`${consumer}.parked`),
    },
  });
  for (const pattern of bindings) await channel.bindQueue(of(consumer), of('sugang.events'), pattern);
  for (const delayMs of [200, 800, 3_200, 12_800])
    await channel.assertQueue(of(`${consumer}.retry.${delayMs}`), {
      durable: true,
      arguments: {
        'x-queue-type': 'quorum',
        'x-message-ttl': delayMs,
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': of(consumer),
        'x-dead-letter-strategy': 'at-least-once',
        'x-overflow': 'reject-publish',
      },
    });
  await channel.assertQueue(of(`${consumer}.settled`), { durable: true, arguments: { 'x-max-length': 1 } });
}
