import type { ChannelWrapper } from 'amqp-connection-manager';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { AsyncResource } from 'node:async_hooks';
import { setTimeout as after } from 'node:timers/promises';
import type { Log } from '#platform';
import type { Delivery, Subscription, Verdict } from '../broker.js';
import { delayAfter, type RetryRule } from '../retry-rule.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { Names } from './names.js';
import type { Publisher } from './publisher.js';
import { declareConsumer, DELIVERY_LIMIT } from './topology.js';
import { deliveryOf, parking, retrying, timesGivenBack } from './travelling.js';

/** A store that answers and fails by turns must not make the consumer spin. */
const SHORTEST_REST_MS = 25;
/** A message that came back so often is kept over a pause: a long outage must not use up the limit of deliveries. */
const KEEP_FROM = DELIVERY_LIMIT / 5;

type Pause = Extract<Verdict, { kind: 'pause' }>;

interface Taken {
  channel: ConfirmChannel;
  message: ConsumeMessage;
}

/** One subscription at RabbitMQ: consumes with own acks, rests while its store is out, comes back after every reconnect. */
export class RabbitmqConsumer {
  private readonly channel: ChannelWrapper;
  private readonly underWay = new Set<Promise<void>>();
  /** What is handled again after the pause without having been given back; closing the channel gives it back. */
  private kept: Taken[] = [];
  private readonly handle: (delivery: Delivery) => Promise<Verdict>;
  /** The channel of the present connection: a message is answered only on the channel that brought it. */
  private present: ConfirmChannel | undefined;
  private consumerTag: string | undefined;
  private resting = false;
  private closed = false;

  constructor(
    private readonly subscription: Subscription,
    link: RabbitmqConnection,
    private readonly publisher: Publisher,
    private readonly names: Names,
    private readonly retry: RetryRule,
    private readonly log: Log,
  ) {
    // A delivery must not run in the context in which the connection happened to be opened.
    this.handle = AsyncResource.bind((delivery) => subscription.handle(delivery));
    this.channel = link.manager.createChannel({ name: subscription.consumer, confirm: true, setup: this.setUp });
    this.channel.on('error', (error: Error) => this.log.error('a consumer cannot be set up', { error }));
  }

  /** Resolves once it consumes. */
  async started(): Promise<void> {
    await this.channel.waitForConnect();
  }

  /** Takes nothing more; resolves when everything under way has its verdict. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.stopConsuming();
    await Promise.all(this.underWay);
    await this.channel.close();
  }

  private readonly setUp = async (channel: ConfirmChannel): Promise<void> => {
    const { consumer, bindings, concurrency } = this.subscription;
    this.consumerTag = undefined;
    await declareConsumer(channel, this.names, consumer, bindings);
    await channel.prefetch(concurrency);
    this.present = channel;
    await this.startConsuming();
  };

  private async startConsuming(): Promise<void> {
    const channel = this.present;
    if (!channel || this.resting || this.closed) return;
    const { consumerTag } = await channel.consume(this.names.queue(this.subscription.consumer), (message) =>
      message === null ? this.dismissed(channel) : void this.take({ channel, message }),
    );
    this.consumerTag = consumerTag;
  }

  private async stopConsuming(): Promise<void> {
    const [channel, tag] = [this.present, this.consumerTag];
    this.consumerTag = undefined;
    if (!channel || !tag) return;
    try {
      await channel.cancel(tag);
    } catch (error) {
      // The channel is gone, and with it the consumer: there is nothing left to cancel.
      this.log.debug('a consumer could not be canceled', { error });
    }
  }

  /** RabbitMQ ended the consumer, for instance because its queue was deleted or moved: declare it again. */
  private dismissed(channel: ConfirmChannel): void {
    if (channel !== this.present || this.closed) return;
    this.log.warn('RabbitMQ ended a consumer; it is set up again', { consumer: this.subscription.consumer });
    this.setUp(channel).catch((error: unknown) => this.log.error('a consumer cannot be set up', { error }));
  }

  private take(taken: Taken): Promise<void> {
    const work = this.work(taken).finally(() => this.underWay.delete(work));
    this.underWay.add(work);
    return work;
  }

  private async work(taken: Taken): Promise<void> {
    const { channel, message } = taken;
    const delivery = deliveryOf(message);
    const verdict = await this.verdictOn(delivery);
    const keeps = verdict.kind === 'pause' && timesGivenBack(message) >= KEEP_FROM;
    if (keeps) this.kept.push(taken);
    if (verdict.kind === 'pause' && !this.resting) void this.rest(verdict);
    if (keeps) return;
    try {
      const handedOn = await this.handOn(delivery, verdict);
      if (handedOn) channel.ack(message);
      else channel.nack(message, false, true);
    } catch (error) {
      // The channel that brought it is gone: RabbitMQ delivers it again, and the inbox knows it.
      this.log.debug('a message could not be answered', { messageId: delivery.id, error });
    }
  }

  private async verdictOn(delivery: Delivery): Promise<Verdict> {
    try {
      return await this.handle(delivery);
    } catch (error) {
      return { kind: 'retry', reason: `the consumer threw: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  /** Whether the message now lies where the verdict wants it, so that it may leave the queue. */
  private async handOn(delivery: Delivery, verdict: Verdict): Promise<boolean> {
    switch (verdict.kind) {
      case 'done':
        return true;
      case 'pause':
        return false;
      case 'park':
        return this.moved(() => this.park(delivery, verdict.reason));
      case 'retry':
        return this.moved(() => this.later(delivery, verdict.reason));
    }
  }

  private park({ ...delivery }: Delivery, reason: string): Promise<void> {
    const queue = this.names.parked(this.subscription.consumer);
    return this.publisher.toQueue(queue, delivery.body, parking(delivery, reason, new Date()));
  }

  private later(delivery: Delivery, reason: string): Promise<void> {
    const delay = delayAfter(delivery.attempt, this.retry);
    if (delay === undefined) return this.park(delivery, reason);
    const queue = this.names.retry(this.subscription.consumer, delay);
    return this.publisher.toQueue(queue, delivery.body, retrying(delivery));
  }

  /** A message that cannot be moved stays where it is; a second of patience keeps it from spinning. */
  private async moved(move: () => Promise<void>): Promise<boolean> {
    try {
      await move();
      return true;
    } catch (error) {
      this.log.warn('a message could not be set aside; it stays in its queue', { error });
      await after(1_000, undefined, { ref: false });
      return false;
    }
  }

  private async rest(verdict: Pause): Promise<void> {
    const { consumer } = this.subscription;
    this.resting = true;
    this.log.warn('a consumer pauses', { consumer, reason: verdict.reason });
    await this.stopConsuming();
    do {
      await this.pause(verdict);
      await this.takeKept();
    } while (this.kept.length > 0 && !this.closed);
    this.resting = false;
    this.log.info('a consumer resumes', { consumer });
    try {
      await this.startConsuming();
    } catch (error) {
      // The connection went away meanwhile: the setup of the next one begins to consume.
      this.log.warn('a consumer resumes with the next connection', { consumer, error });
    }
  }

  private async pause({ until }: Pause): Promise<void> {
    try {
      await Promise.all([until(), after(SHORTEST_REST_MS, undefined, { ref: false })]);
    } catch (error) {
      const { consumer } = this.subscription;
      this.log.error('a consumer does not know until when to pause', { consumer, error });
      await after(1_000, undefined, { ref: false });
    }
  }

  /** Handles again what was kept, but for what a lost channel has given back already. */
  private async takeKept(): Promise<void> {
    const kept = this.kept.filter(({ channel }) => channel === this.present && !this.closed);
    this.kept = [];
    await Promise.all(kept.map((taken) => this.take(taken)));
  }
}
