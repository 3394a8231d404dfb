import type { ConfirmChannel } from 'amqplib';
import { Log } from '#platform';
import {
  Broker,
  defaultRetryPolicy,
  delayAfter,
  topicPattern,
  type OutgoingMessage,
  type RetryPolicy,
  type Subscribed,
  type Subscription,
} from '../broker.js';
import { rabbitmqAddress, type Names } from './names.js';
import { RabbitmqConnection } from './rabbitmq-connection.js';
import { RabbitmqConsumer } from './rabbitmq-consumer.js';
import { RabbitmqParkedMessages } from './rabbitmq-parked-messages.js';
import { RabbitmqPublisher } from './rabbitmq-publisher.js';
import { declareKnown, declareRetry } from './topology.js';

export interface RabbitmqBrokerOptions {
  /** `amqp://user:password@host:port/vhost`, with `?namespace=` when several systems share a virtual host. */
  address: string;
  retry?: RetryPolicy;
  log?: Log;
  /** Consumers whose parked messages `parked` includes, besides those of this process. */
  consumers?: string[];
}

/** The broker of the distributed mode: RabbitMQ 3.10 to 4.x with quorum queues, publisher confirms and manual acks. */
export class RabbitmqBroker extends Broker {
  readonly parked: RabbitmqParkedMessages;
  private readonly names: Names;
  private readonly retry: RetryPolicy;
  private readonly log: Log;
  private readonly publishing: RabbitmqConnection;
  /** Never publishes: under a memory or disk alarm RabbitMQ stops reading from every connection that does. */
  private readonly consuming: RabbitmqConnection;
  private readonly publisher: RabbitmqPublisher;
  private readonly running = new Map<RabbitmqConsumer, string>();
  private closing: Promise<void> | undefined;

  constructor({ address, retry = defaultRetryPolicy, log = Log.silent(), consumers = [] }: RabbitmqBrokerOptions) {
    super();
    const { url, names } = rabbitmqAddress(address);
    this.names = names;
    this.retry = retry;
    this.log = log.for('rabbitmq');
    this.publishing = new RabbitmqConnection(url, 'publish', this.log);
    this.consuming = new RabbitmqConnection(url, 'consume', this.log);
    this.publisher = new RabbitmqPublisher(this.publishing, names);
    this.parked = new RabbitmqParkedMessages(this.consuming, this.publisher, names, async () => [
      ...new Set([...consumers, ...this.running.values()]),
    ]);
  }

  async connected(withinMs: number): Promise<void> {
    await Promise.all([this.publishing.connected(withinMs), this.consuming.connected(withinMs)]);
  }

  publish(message: OutgoingMessage): Promise<void> {
    return this.publisher.publish(message);
  }

  async subscribe(subscription: Subscription): Promise<Subscribed> {
    const { consumer, bindings } = subscription;
    bindings.forEach((pattern) => topicPattern(pattern));
    await this.publisher.addSetup((channel: ConfirmChannel) => this.declareRetries(channel, consumer));
    const running = new RabbitmqConsumer(
      subscription,
      this.consuming,
      this.publisher,
      this.names,
      this.retry,
      this.log,
    );
    this.running.set(running, consumer);
    await running.started();
    const isNew = (await this.consuming.messageCount(this.names.known(consumer))) === undefined;
    return {
      isNew,
      markKnown: () => this.publisher.addSetup((channel) => declareKnown(channel, this.names, consumer)),
      close: async () => {
        await running.close();
        this.running.delete(running);
      },
    };
  }

  async hasQueue(consumer: string): Promise<boolean> {
    await this.consuming.connected(5_000);
    return (await this.consuming.messageCount(this.names.queue(consumer))) !== undefined;
  }

  close(): Promise<void> {
    return (this.closing ??= this.shutDown());
  }

  private async shutDown(): Promise<void> {
    await Promise.all([...this.running.keys()].map((consumer) => consumer.close()));
    await this.publisher.close();
    await Promise.all([this.publishing.close(), this.consuming.close()]);
  }

  private async declareRetries(channel: ConfirmChannel, consumer: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const delay = delayAfter(attempt, this.retry);
      if (delay === undefined) return;
      await declareRetry(channel, this.names, consumer, delay);
    }
  }
}
