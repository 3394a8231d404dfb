import amqp, { type ChannelModel } from 'amqplib';
import { parkedMessageOf, queueNames } from '#messaging';
import type { Queue } from '../invariants/records.js';
import { CONSUMERS, Queues, RPC_QUEUES } from './queues.js';
import { InspectionError } from './store.js';

const CONNECT_TIMEOUT_MS = 5_000;
const MAX_PARKED = 1_000;
const NOT_FOUND = 404;

/** RabbitMQ's queues by passive declaration, which does not count messages that a consumer holds unacknowledged. */
export class RabbitmqQueues extends Queues {
  private constructor(
    private readonly connection: ChannelModel,
    private readonly namespace: string,
  ) {
    super();
  }

  /** @throws InspectionError when RabbitMQ cannot be reached */
  static async open(address: string): Promise<RabbitmqQueues> {
    const url = new URL(address);
    const namespace = url.searchParams.get('namespace');
    url.searchParams.delete('namespace');
    try {
      const connection = await amqp.connect(url.href, { timeout: CONNECT_TIMEOUT_MS });
      connection.on('error', () => undefined); // A failed connection fails the calls below.
      return new RabbitmqQueues(connection, namespace ?? '');
    } catch (error) {
      throw new InspectionError(`RabbitMQ at ${url.host} cannot be reached: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  async waiting(): Promise<Queue[]> {
    const queues = [
      ...CONSUMERS.flatMap((consumer) => {
        const { queue, retries } = queueNames(consumer, this.namespace);
        const delays = retries.map((retry) => ({ name: `${consumer}, waiting for a retry`, queue: retry }));
        return [{ name: consumer, queue }, ...delays];
      }),
      ...RPC_QUEUES.map((name) => ({ name, queue: this.namespace === '' ? name : `${this.namespace}.${name}` })),
    ];
    const found = await Promise.all(queues.map(({ queue }) => this.count(queue)));
    return queues.flatMap(({ name }, at) => (found[at] === undefined ? [] : [{ name, messages: found[at] }]));
  }

  async parked(): Promise<{ id: string; reason: string }[]> {
    const found: { id: string; reason: string }[] = [];
    for (const consumer of CONSUMERS) {
      const count = await this.count(queueNames(consumer, this.namespace).parked);
      if (count) found.push(...(await this.peek(consumer, Math.min(count, MAX_PARKED))));
    }
    return found;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  /** Number of ready messages in a queue; undefined where it does not exist. */
  private async count(name: string): Promise<number | undefined> {
    const channel = await this.connection.createChannel();
    channel.on('error', () => undefined); // checkQueue of a missing queue closes the channel and rejects.
    try {
      const { messageCount } = await channel.checkQueue(name);
      await channel.close();
      return messageCount;
    } catch (error) {
      if ((error as { code?: number }).code === NOT_FOUND) return undefined;
      throw new InspectionError(`the queue ${name} cannot be read: ${(error as Error).message}`, { cause: error });
    }
  }

  // AMQP cannot browse: parked messages are fetched and returned unacknowledged, in their order.
  private async peek(consumer: string, limit: number): Promise<{ id: string; reason: string }[]> {
    const channel = await this.connection.createChannel();
    channel.on('error', () => undefined); // The calls below reject with the same error.
    const found: { id: string; reason: string }[] = [];
    try {
      while (found.length < limit) {
        const message = await channel.get(queueNames(consumer, this.namespace).parked);
        if (message === false) break;
        const { id, reason } = parkedMessageOf(consumer, message);
        found.push({ id, reason });
      }
      return found;
    } finally {
      channel.nackAll(true);
      await channel.close();
    }
  }
}
