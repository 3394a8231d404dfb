import type { ChannelWrapper } from 'amqp-connection-manager';
import type { ConfirmChannel, Message, Options } from 'amqplib';
import { PublishUnknown, Unroutable, type OutgoingMessage } from '../broker.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { Names } from './names.js';
import { declareEvents } from './topology.js';
import { outgoing } from './travelling.js';

/** After that many milliseconds without a confirm nobody knows whether the broker has the message. */
const CONFIRM_MS = 5_000;

/** Publishes with confirms, on a connection that carries nothing else. */
export class Publisher {
  private readonly channel: ChannelWrapper;
  /** Publishes that came back because no queue was bound, by the number of the publish. */
  private readonly returned = new Set<string>();
  private count = 0;

  constructor(
    private readonly link: RabbitmqConnection,
    private readonly names: Names,
  ) {
    this.channel = link.manager.createChannel({
      name: 'publisher',
      confirm: true,
      publishTimeout: CONFIRM_MS,
      setup: async (channel: ConfirmChannel) => {
        channel.on('return', ({ properties }: Message) => this.returned.add(String(properties.correlationId)));
        await declareEvents(channel, names);
      },
    });
    this.channel.on('error', () => undefined); // A setup that failed is repeated at the next connection, which is logged.
  }

  /** To everybody who is bound to its key. @throws Unroutable, PublishUnknown */
  publish(message: OutgoingMessage): Promise<void> {
    return this.send(this.names.events, message.routingKey, message.body, outgoing(message));
  }

  /** Straight into one queue. @throws Unroutable, PublishUnknown */
  toQueue(queue: string, body: string, options: Options.Publish): Promise<void> {
    return this.send('', queue, body, options);
  }

  /** Runs `work` on the publishing channel, now or at every new connection. */
  declare(work: (channel: ConfirmChannel) => Promise<void>): Promise<void> {
    return this.channel.addSetup(work);
  }

  async close(): Promise<void> {
    await this.channel.close();
  }

  private async send(exchange: string, key: string, body: string, options: Options.Publish): Promise<void> {
    // The library would keep what it cannot send in memory; the outbox keeps it better.
    if (!this.link.manager.isConnected()) throw new PublishUnknown('no connection to RabbitMQ');
    if (this.link.blockedBy) throw new PublishUnknown(`RabbitMQ blocks publishers: ${this.link.blockedBy}`);
    const publish = String((this.count += 1));
    try {
      await this.channel.publish(exchange, key, Buffer.from(body), { ...options, correlationId: publish });
    } catch (error) {
      throw new PublishUnknown('RabbitMQ did not confirm a message', { cause: error });
    }
    if (this.returned.delete(publish)) throw new Unroutable(key);
  }
}
