import amqp, { type ChannelModel, type GetMessage } from 'amqplib';
import { CouldNotLook } from '../could-not-look.js';
import type { Queue } from '../invariants/things.js';
import { CONSUMERS, Queues, RETRY_DELAYS } from './queues.js';

const CONNECT_MS = 5_000;
const MOST_PARKED = 1_000;
const RPC_QUEUE = 'sugang.payment.rpc';
const NOT_FOUND = 404;

/** The queues at RabbitMQ, asked for passively. What a consumer holds unacknowledged is not counted by this protocol. */
export class RabbitmqQueues extends Queues {
  private constructor(
    private readonly connection: ChannelModel,
    private readonly prefix: string,
  ) {
    super();
  }

  /** @throws CouldNotLook when RabbitMQ cannot be reached */
  static async open(address: string): Promise<RabbitmqQueues> {
    const url = new URL(address);
    const namespace = url.searchParams.get('namespace');
    url.searchParams.delete('namespace');
    try {
      const connection = await amqp.connect(url.href, { timeout: CONNECT_MS });
      connection.on('error', () => undefined); // Whoever is asking is told by the answer that does not come.
      return new RabbitmqQueues(connection, namespace ? `${namespace}.` : '');
    } catch (error) {
      throw new CouldNotLook(`RabbitMQ at ${url.host} cannot be reached: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  async waiting(): Promise<Queue[]> {
    const names = [
      ...CONSUMERS.flatMap((consumer) => [consumer, ...RETRY_DELAYS.map((delay) => `${consumer}.retry.${delay}`)]),
      RPC_QUEUE,
    ];
    const found = await Promise.all(names.map((name) => this.count(name)));
    return names.flatMap((name, at) => (found[at] === undefined ? [] : [{ name, messages: found[at] }]));
  }

  async parked(): Promise<{ id: string; reason: string }[]> {
    const found: { id: string; reason: string }[] = [];
    for (const consumer of CONSUMERS) {
      const there = await this.count(`${consumer}.parked`);
      if (there) found.push(...(await this.looked(consumer, Math.min(there, MOST_PARKED))));
    }
    return found;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  /** Messages that are ready in a queue; undefined: there is no such queue. */
  private async count(name: string): Promise<number | undefined> {
    const channel = await this.connection.createChannel();
    channel.on('error', () => undefined); // Asking for a queue that is not there ends the channel; the answer says so.
    try {
      const { messageCount } = await channel.checkQueue(`${this.prefix}${name}`);
      await channel.close();
      return messageCount;
    } catch (error) {
      if ((error as { code?: number }).code === NOT_FOUND) return undefined;
      throw new CouldNotLook(`the queue ${name} cannot be read: ${(error as Error).message}`, { cause: error });
    }
  }

  /** Parked messages have no other way to be read than to be taken and handed back, in their order, unacknowledged. */
  private async looked(consumer: string, most: number): Promise<{ id: string; reason: string }[]> {
    const channel = await this.connection.createChannel();
    const found: { id: string; reason: string }[] = [];
    try {
      while (found.length < most) {
        const message = await channel.get(`${this.prefix}${consumer}.parked`);
        if (message === false) break;
        found.push(parkedOf(consumer, message));
      }
      return found;
    } finally {
      channel.nackAll(true);
      await channel.close();
    }
  }
}

const parkedOf = (consumer: string, { properties, fields }: GetMessage) => ({
  id: `${consumer}:${String(properties.messageId ?? `unnamed-${fields.deliveryTag}`)}`,
  reason: String(properties.headers?.['x-sugang-reason'] ?? 'RabbitMQ gave up on it'),
});
