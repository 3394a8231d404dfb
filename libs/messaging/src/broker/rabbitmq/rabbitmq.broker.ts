import type { ConfirmChannel } from 'amqplib';
import { Log } from '#platform';
import { Broker, type OutgoingMessage, type Subscribed, type Subscription } from '../broker.js';
import { defaultRetryRule, delayAfter, type RetryRule } from '../retry-rule.js';
import { topicPattern } from '../topic-pattern.js';
import { rabbitAddress } from './address.js';
import { RabbitmqConnection } from './rabbitmq-connection.js';
import type { Names } from './names.js';
import { ParkedInRabbitmq } from './parked-in-rabbitmq.js';
import { Publisher } from './publisher.js';
import { RabbitmqConsumer } from './rabbitmq.consumer.js';
import { declareRetry, declareSettled } from './topology.js';

export interface RabbitmqBrokerOptions {
  /** `amqp://user:password@host:port/vhost`, with `?namespace=` where several systems share a virtual host. */
  address: string;
  retry?: RetryRule;
  log?: Log;
  /** Consumers whose parked messages `parked.list()` shows beside those of this process. */
  consumers?: string[];
}

/** The broker of the distributed mode: RabbitMQ 3.10 to 4.x, quorum queues, confirms, own acks. */
export class RabbitmqBroker extends Broker {
  readonly parked: ParkedInRabbitmq;
  private readonly names: Names;
  private readonly retry: RetryRule;
  private readonly log: Log;
  private readonly publishing: RabbitmqConnection;
  /** Never publishes: RabbitMQ, short of memory or disk, reads nothing more from whoever does, not even a question. */
  private readonly consuming: RabbitmqConnection;
  private readonly publisher: Publisher;
  private readonly running = new Map<RabbitmqConsumer, string>();
  private closing: Promise<void> | undefined;

  constructor({ address, retry = defaultRetryRule, log = Log.silent(), consumers = [] }: RabbitmqBrokerOptions) {
    super();
    const { url, names } = rabbitAddress(address);
    this.names = names;
    this.retry = retry;
    this.log = log.for('rabbitmq');
    this.publishing = new RabbitmqConnection(url, 'publish', this.log);
    this.consuming = new RabbitmqConnection(url, 'consume', this.log);
    this.publisher = new Publisher(this.publishing, names);
    this.parked = new ParkedInRabbitmq(this.consuming, this.publisher, names, async () => [
      ...new Set([...consumers, ...this.running.values()]),
    ]);
  }

  /** Resolves once both connections stand. @throws after `withinMs` milliseconds */
  async connected(withinMs: number): Promise<void> {
    await Promise.all([this.publishing.connected(withinMs), this.consuming.connected(withinMs)]);
  }

  publish(message: OutgoingMessage): Promise<void> {
    return this.publisher.publish(message);
  }

  async subscribe(subscription: Subscription): Promise<Subscribed> {
    const { consumer, bindings } = subscription;
    bindings.forEach((pattern) => topicPattern(pattern));
    await this.publisher.declare((channel: ConfirmChannel) => this.declareRetries(channel, consumer));
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
    const isNew = (await this.consuming.messageCount(this.names.settled(consumer))) === undefined;
    return {
      isNew,
      settled: () => this.publisher.declare((channel) => declareSettled(channel, this.names, consumer)),
      close: async () => {
        await running.close();
        this.running.delete(running);
      },
    };
  }

  async knows(consumer: string): Promise<boolean> {
    await this.consuming.connected(5_000);
    return (await this.consuming.messageCount(this.names.queue(consumer))) !== undefined;
  }

  close(): Promise<void> {
    return (this.closing ??= this.shut());
  }

  private async shut(): Promise<void> {
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
