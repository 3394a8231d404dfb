import type { ConfirmChannel, Message, Options } from 'amqplib';
import { withTimeout } from '#platform';
import { PublishUnknown, Unroutable, type OutgoingMessage } from '../broker.js';
import type { Declarations } from './declarations.js';
import { publishProperties } from './message-properties.js';
import { confirmChannel, type RabbitmqChannel } from './rabbitmq-channel.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';

const CONFIRM_MS = 5_000;

/** Publishes with confirms on a connection of its own. */
export class RabbitmqPublisher {
  private readonly channel: RabbitmqChannel<ConfirmChannel>;
  /** Numbers of the publishes that were returned because no queue is bound. */
  private readonly returned = new Set<string>();
  private count = 0;
  private closed = false;

  constructor(
    private readonly connection: RabbitmqConnection,
    private readonly events: string,
    declarations: Declarations,
  ) {
    this.channel = connection.openChannel('publisher', confirmChannel, async (channel) => {
      channel.on('return', ({ properties }: Message) => this.returned.add(String(properties.correlationId)));
      await declarations.exchange(events);
    });
  }

  publish(message: OutgoingMessage): Promise<void> {
    return this.send(this.events, message.routingKey, message.body, publishProperties(message));
  }

  toQueue(queue: string, body: string, options: Options.Publish): Promise<void> {
    return this.send('', queue, body, options);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.channel.close();
  }

  private async send(exchange: string, key: string, body: string, options: Options.Publish): Promise<void> {
    if (this.closed) throw new PublishUnknown('the broker is closed');
    if (!this.connection.manager.isConnected()) throw new PublishUnknown('no connection to RabbitMQ');
    if (this.connection.blockedBy) throw new PublishUnknown(`RabbitMQ blocks publishers: ${this.connection.blockedBy}`);
    const publish = String((this.count += 1));
    try {
      await this.confirmed(exchange, key, body, { ...options, correlationId: publish });
    } catch (error) {
      throw new PublishUnknown('RabbitMQ did not confirm a message', { cause: error });
    }
    if (this.returned.delete(publish)) throw new Unroutable(key);
  }

  private async confirmed(exchange: string, key: string, body: string, options: Options.Publish): Promise<void> {
    const channel =
      this.channel.current ?? (await withTimeout(this.channel.ready(), CONFIRM_MS, 'the channel is not open'));
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no confirmation within ${CONFIRM_MS} ms`)), CONFIRM_MS);
      channel.publish(exchange, key, Buffer.from(body), options, (error: Error | null) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      });
    });
  }
}
