import type { Channel, ConsumeMessage } from 'amqplib';
import { AsyncResource } from 'node:async_hooks';
import { setTimeout as after } from 'node:timers/promises';
import type { Log } from '#platform';
import { delayAfter, type Delivery, type RetryPolicy, type Subscription, type Verdict } from '../broker.js';
import { reasonOf } from '../../outage-log.js';
import type { ConsumerQueue } from './consumer-queue.js';
import { deliveryOf, parkedProperties, redeliveriesOf, retryProperties } from './message-properties.js';
import { plainChannel, type RabbitmqChannel } from './rabbitmq-channel.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { RabbitmqPublisher } from './rabbitmq-publisher.js';
import { DELIVERY_LIMIT, type Topology } from './topology.js';

/** Prevents spinning while a store succeeds and fails alternately. */
const MIN_PAUSE_MS = 25;
/** From this number of redeliveries a message is held during a pause: a long outage must not use up the delivery limit. */
const HOLD_FROM = DELIVERY_LIMIT / 5;

type Pause = Extract<Verdict, { kind: 'pause' }>;

interface Received {
  channel: Channel;
  message: ConsumeMessage;
}

/** One RabbitMQ subscription with manual acks; it pauses while its store is down and resumes after every reconnect. */
export class RabbitmqConsumer {
  private readonly channel: RabbitmqChannel<Channel>;
  private readonly inProgress = new Set<Promise<void>>();
  /** Handled again after the pause without having been requeued; closing the channel requeues them. */
  private held: Received[] = [];
  private readonly handle: (delivery: Delivery) => Promise<Verdict>;
  /** The channel of the current connection: a message can be acknowledged only on the channel that delivered it. */
  private current: Channel | undefined;
  private consumerTag: string | undefined;
  private paused = false;
  private closed = false;

  constructor(
    private readonly subscription: Subscription,
    connection: RabbitmqConnection,
    private readonly publisher: RabbitmqPublisher,
    private readonly topology: Topology,
    private readonly queue: ConsumerQueue,
    private readonly retry: RetryPolicy,
    private readonly log: Log,
  ) {
    // A delivery must not run in the context of the code that opened the connection.
    this.handle = AsyncResource.bind((delivery) => subscription.handle(delivery));
    this.channel = connection.openChannel(subscription.consumer, plainChannel, this.setUp);
  }

  async started(): Promise<void> {
    await this.channel.ready();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.stopConsuming();
    await Promise.all(this.inProgress);
    await this.channel.close();
  }

  private readonly setUp = async (channel: Channel): Promise<void> => {
    this.consumerTag = undefined;
    await this.queue.declare();
    await channel.prefetch(this.subscription.concurrency);
    this.current = channel;
    await this.startConsuming();
  };

  private async startConsuming(): Promise<void> {
    const channel = this.current;
    if (!channel || this.paused || this.closed) return;
    const { name } = this.topology.queue(this.subscription.consumer);
    const { consumerTag } = await channel.consume(name, (message) =>
      message === null ? this.canceled(channel) : void this.receive({ channel, message }),
    );
    this.consumerTag = consumerTag;
  }

  private async stopConsuming(): Promise<void> {
    const [channel, tag] = [this.current, this.consumerTag];
    this.consumerTag = undefined;
    if (!channel || !tag) return;
    try {
      await channel.cancel(tag);
    } catch (error) {
      this.log.debug('a consumer ended with its channel', { error });
    }
  }

  /** A failed setup closes the channel, and the next channel sets it up again. */
  private canceled(channel: Channel): void {
    if (channel !== this.current || this.closed) return;
    this.log.warn('RabbitMQ canceled a consumer; it is set up again', { consumer: this.subscription.consumer });
    this.setUp(channel).catch((error: unknown) => {
      this.log.warn('a consumer could not be set up', { reason: reasonOf(error) });
      this.channel.reopen();
    });
  }

  private receive(received: Received): Promise<void> {
    const work = this.work(received).finally(() => this.inProgress.delete(work));
    this.inProgress.add(work);
    return work;
  }

  private async work(received: Received): Promise<void> {
    const { channel, message } = received;
    const delivery = deliveryOf(message);
    const verdict = await this.verdictOn(delivery);
    const hold = verdict.kind === 'pause' && redeliveriesOf(message) >= HOLD_FROM;
    if (hold) this.held.push(received);
    if (verdict.kind === 'pause' && !this.paused) void this.pause(verdict);
    if (hold) return;
    try {
      const isSettled = await this.settle(delivery, verdict);
      if (isSettled) channel.ack(message);
      else channel.nack(message, false, true);
    } catch (error) {
      // The channel that delivered it is closed: RabbitMQ delivers it again, and the inbox recognizes it.
      this.log.debug('a message could not be acknowledged', { messageId: delivery.id, error });
    }
  }

  private async verdictOn(delivery: Delivery): Promise<Verdict> {
    try {
      return await this.handle(delivery);
    } catch (error) {
      return { kind: 'retry', reason: `the consumer threw: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  private async settle(delivery: Delivery, verdict: Verdict): Promise<boolean> {
    switch (verdict.kind) {
      case 'done':
        return true;
      case 'pause':
        return false;
      case 'park':
        return this.moved(() => this.park(delivery, verdict.reason));
      case 'retry':
        return this.moved(() => this.retryLater(delivery, verdict.reason));
    }
  }

  private park({ ...delivery }: Delivery, reason: string): Promise<void> {
    const { name } = this.topology.parked(this.subscription.consumer);
    return this.publisher.toQueue(name, delivery.body, parkedProperties(delivery, reason, new Date()));
  }

  private retryLater(delivery: Delivery, reason: string): Promise<void> {
    const delay = delayAfter(delivery.attempt, this.retry);
    if (delay === undefined) return this.park(delivery, reason);
    const { name } = this.topology.retry(this.subscription.consumer, delay);
    return this.publisher.toQueue(name, delivery.body, retryProperties(delivery));
  }

  /** A message that cannot be moved stays in its queue; the pause prevents spinning. */
  private async moved(move: () => Promise<void>): Promise<boolean> {
    try {
      await move();
      return true;
    } catch (error) {
      this.log.warn('a message could not be moved to its retry or parked queue; it stays in its queue', {
        reason: reasonOf(error),
      });
      await after(1_000, undefined, { ref: false });
      return false;
    }
  }

  private async pause(verdict: Pause): Promise<void> {
    const { consumer } = this.subscription;
    this.paused = true;
    this.log.warn('a consumer pauses', { consumer, reason: verdict.reason });
    await this.stopConsuming();
    do {
      await this.storeResponds(verdict);
      await this.handleHeld();
    } while (this.held.length > 0 && !this.closed);
    this.paused = false;
    this.log.info('a consumer resumes', { consumer });
    try {
      await this.startConsuming();
    } catch (error) {
      // The connection was lost meanwhile: the setup of the next one starts to consume.
      this.log.warn('a consumer resumes with the next connection', { consumer, error });
    }
  }

  private async storeResponds({ until }: Pause): Promise<void> {
    try {
      await Promise.all([until(), after(MIN_PAUSE_MS, undefined, { ref: false })]);
    } catch (error) {
      const { consumer } = this.subscription;
      this.log.error('could not determine how long to pause a consumer; it resumes in 1 s', { consumer, error });
      await after(1_000, undefined, { ref: false });
    }
  }

  private async handleHeld(): Promise<void> {
    const held = this.held.filter(({ channel }) => channel === this.current && !this.closed);
    this.held = [];
    await Promise.all(held.map((received) => this.receive(received)));
  }
}
