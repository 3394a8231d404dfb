import { Log } from '#platform';
import {
  Broker,
  defaultRetryPolicy,
  topicPattern,
  type OutgoingMessage,
  type QueueDepth,
  type RetryPolicy,
  type Subscribed,
  type Subscription,
} from '../broker.js';
import { ConsumerQueue } from './consumer-queue.js';
import { Declarations } from './declarations.js';
import { EarlierQueues, type MigrationTimes } from './earlier-queues.js';
import { rabbitmqAddress } from './names.js';
import { RabbitmqConnection } from './rabbitmq-connection.js';
import { RabbitmqConsumer } from './rabbitmq-consumer.js';
import { RabbitmqParkedMessages } from './rabbitmq-parked-messages.js';
import { RabbitmqPublisher } from './rabbitmq-publisher.js';
import { Topology } from './topology.js';

export interface RabbitmqBrokerOptions {
  /** `amqp://user:password@host:port/vhost`, with `?namespace=` when several systems share a virtual host. */
  address: string;
  retry?: RetryPolicy;
  log?: Log;
  /** Consumers whose parked messages `parked` includes, besides those of this process. */
  consumers?: string[];
  /** How often the queues of earlier releases are checked (in milliseconds). */
  migration?: MigrationTimes;
}

/** The broker of the distributed mode: RabbitMQ 3.10 to 4.x with quorum queues, publisher confirms and manual acks. */
export class RabbitmqBroker extends Broker {
  readonly parked: RabbitmqParkedMessages;
  private readonly topology: Topology;
  private readonly retry: RetryPolicy;
  private readonly log: Log;
  private readonly publishing: RabbitmqConnection;
  /** Never publishes: under a memory or disk alarm RabbitMQ stops reading from every connection that does. */
  private readonly consuming: RabbitmqConnection;
  private readonly publisher: RabbitmqPublisher;
  private readonly declarations: Declarations;
  private readonly running = new Map<Subscribed, string>();
  private closing: Promise<void> | undefined;

  constructor(private readonly options: RabbitmqBrokerOptions) {
    super();
    const { address, retry = defaultRetryPolicy, log = Log.silent(), consumers = [] } = options;
    const { url, names } = rabbitmqAddress(address);
    this.topology = new Topology(names, retry);
    this.retry = retry;
    this.log = log.for('rabbitmq');
    this.publishing = new RabbitmqConnection(url, 'publish', this.log);
    this.consuming = new RabbitmqConnection(url, 'consume', this.log);
    this.declarations = new Declarations(this.consuming, this.log);
    this.publisher = new RabbitmqPublisher(this.publishing, names.events, new Declarations(this.publishing, this.log));
    this.parked = new RabbitmqParkedMessages(this.consuming, this.publisher, this.topology, async () => [
      ...new Set([...consumers, ...this.running.values()]),
    ]);
  }

  override async connected(withinMs: number): Promise<void> {
    await Promise.all([this.publishing.connected(withinMs), this.consuming.connected(withinMs)]);
  }

  publish(message: OutgoingMessage): Promise<void> {
    return this.publisher.publish(message);
  }

  async subscribe(subscription: Subscription): Promise<Subscribed> {
    const { consumer, bindings } = subscription;
    bindings.forEach((pattern) => topicPattern(pattern));
    const { consuming, declarations, topology, publisher, log } = this;
    const queue = new ConsumerQueue(subscription, consuming, declarations, publisher, topology, log);
    const running = new RabbitmqConsumer(subscription, consuming, publisher, topology, queue, this.retry, log);
    const earlier = new EarlierQueues(
      subscription,
      consuming,
      declarations,
      topology,
      publisher,
      log,
      this.options.migration,
    );
    const subscribed = {
      close: async () => {
        await Promise.all([earlier.close(), running.close()]);
        this.running.delete(subscribed);
      },
    };
    this.running.set(subscribed, consumer);
    await running.started();
    earlier.start();
    return subscribed;
  }

  async hasQueue(consumer: string): Promise<boolean> {
    await this.consuming.connected(5_000);
    return (await this.consuming.messageCount(this.topology.queue(consumer).name)) !== undefined;
  }

  async depthOf(consumer: string): Promise<QueueDepth | undefined> {
    const found = await this.consuming.check(this.topology.queue(consumer).name);
    return found && { waiting: found.messageCount, consumers: found.consumerCount };
  }

  close(): Promise<void> {
    return (this.closing ??= this.shutDown());
  }

  private async shutDown(): Promise<void> {
    await Promise.all([...this.running.keys()].map((subscribed) => subscribed.close()));
    await this.publisher.close();
    await Promise.all([this.publishing.close(), this.consuming.close()]);
  }
}
