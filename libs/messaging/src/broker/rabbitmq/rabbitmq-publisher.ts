import type { ChannelWrapper } from 'amqp-connection-manager';
import type { ConfirmChannel, Message, Options } from 'amqplib';
import { PublishUnknown, Unroutable, type OutgoingMessage } from '../broker.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { Names } from './names.js';
import { declareEvents } from './topology.js';
import { publishProperties } from './message-properties.js';

const CONFIRM_MS = 5_000;

/** Publishes with confirms on a connection of its own. */
export class RabbitmqPublisher {
  private readonly channel: ChannelWrapper;
  /** Numbers of the publishes that were returned because no queue is bound. */
  private readonly returned = new Set<string>();
  private count = 0;

  constructor(
    private readonly connection: RabbitmqConnection,
    private readonly names: Names,
  ) {
    this.channel = connection.manager.createChannel({
      name: 'publisher',
      confirm: true,
      publishTimeout: CONFIRM_MS,
      setup: async (channel: ConfirmChannel) => {
        channel.on('return', ({ properties }: Message) => this.returned.add(String(properties.correlationId)));
        await declareEvents(channel, names);
      },
    });
    this.channel.on('error', () => undefined); // The setup is repeated with the next connection, which is logged.
  }

  publish(message: OutgoingMessage): Promise<void> {
    return this.send(this.names.events, message.routingKey, message.body, publishProperties(message));
  }

  toQueue(queue: string, body: string, options: Options.Publish): Promise<void> {
    return this.send('', queue, body, options);
  }

  addSetup(setup: (channel: ConfirmChannel) => Promise<void>): Promise<void> {
    return this.channel.addSetup(setup);
  }

  async close(): Promise<void> {
    await this.channel.close();
  }

  private async send(exchange: string, key: string, body: string, options: Options.Publish): Promise<void> {
    // The library would queue the message in memory; the outbox already stores it durably.
    if (!this.connection.manager.isConnected()) throw new PublishUnknown('no connection to RabbitMQ');
    if (this.connection.blockedBy) throw new PublishUnknown(`RabbitMQ blocks publishers: ${this.connection.blockedBy}`);
    const publish = String((this.count += 1));
    try {
      await this.channel.publish(exchange, key, Buffer.from(body), { ...options, correlationId: publish });
    } catch (error) {
      throw new PublishUnknown('RabbitMQ did not confirm a message', { cause: error });
    }
    if (this.returned.delete(publish)) throw new Unroutable(key);
  }
}
