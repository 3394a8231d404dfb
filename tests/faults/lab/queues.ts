import { connect, type ConfirmChannel } from 'amqplib';
import { queueNames } from '#messaging';
import type { Tapped } from './tap.js';

/** A message in a queue. */
export interface Lying {
  id: string;
  /** Routing key of the event, whatever queue the message is in. */
  routingKey: string;
  body: string;
  headers: Record<string, unknown>;
}

/** Owner of the queues. */
interface Place {
  readonly rabbitmq: { readonly url: string };
  readonly namespace: string;
}

const KEY = 'x-sugang-key';

/** How many messages are ready in a queue, such as `lecture` or `lecture.parked`. */
export const messagesIn = (at: Place, queue: string): Promise<number> =>
  onChannel(at, async (channel) => (await channel.checkQueue(nameOf(at, queue))).messageCount);

/** Takes every message out of a queue without a consumer, in order. */
export const takeAll = (at: Place, queue: string): Promise<Lying[]> =>
  onChannel(at, async (channel) => {
    const taken: Lying[] = [];
    for (;;) {
      const message = await channel.get(nameOf(at, queue));
      if (message === false) return taken;
      const { properties, fields, content } = message;
      const headers = (properties.headers ?? {}) as Record<string, unknown>;
      taken.push({
        id: String(properties.messageId),
        routingKey: typeof headers[KEY] === 'string' ? headers[KEY] : fields.routingKey,
        body: content.toString(),
        headers,
      });
      channel.ack(message);
    }
  });

/** Puts messages into a queue in this order, with their original routing keys. */
export const putInto = (at: Place, queue: string, messages: Lying[]): Promise<void> =>
  onChannel(at, async (channel) => {
    for (const { id, routingKey, body, headers } of messages) {
      const sent = { messageId: id, persistent: true, headers: { ...headers, [KEY]: routingKey } };
      channel.sendToQueue(nameOf(at, queue), Buffer.from(body), sent);
    }
    await channel.waitForConfirms();
  });

/** Publishes events again, as their outboxes would. */
export const publishAgain = (at: Place, events: Tapped[]): Promise<void> =>
  onChannel(at, async (channel) => {
    for (const { id, routingKey, body } of events)
      channel.publish(`${at.namespace}.sugang.events`, routingKey, Buffer.from(body), {
        messageId: id,
        persistent: true,
      });
    await channel.waitForConfirms();
  });

/** `lecture` or `lecture.parked`. */
function nameOf({ namespace }: Place, queue: string): string {
  const [consumer = '', kind] = queue.split('.');
  const { queue: own, parked } = queueNames(consumer, namespace);
  return kind === 'parked' ? parked : own;
}

async function onChannel<T>({ rabbitmq }: Place, work: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
  const broker = await connect(rabbitmq.url, { timeout: 5_000 });
  try {
    return await work(await broker.createConfirmChannel());
  } finally {
    await broker.close();
  }
}
