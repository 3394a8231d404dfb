import type { ChannelWrapper } from 'amqp-connection-manager';
import { ServerRMQ, type RmqContext, type WritePacket } from '@nestjs/microservices';
import type { Channel, Message, Options } from 'amqplib';
import { setTimeout as after } from 'node:timers/promises';
import type { Log } from '#platform';
import { requestIn, type RequestOnTheWire } from './request-on-the-wire.js';

const DRAIN_MS = 5_000;
const CONSUME_AGAIN_MS = 1_000;

interface Answer {
  err?: unknown;
  isDisposed?: boolean;
}

/**
 * A server that acknowledges a request once its answer is on its way: dying before, it is asked again.
 * Nest's own acknowledges on arrival, or leaves it to every controller, which then knows its transport; it never acknowledges
 * what it cannot read, acknowledges twice what it does not know, and answers nobody when it closes.
 */
export class AckingServer extends ServerRMQ {
  /** The requests that are worked on, with the channel that brought each: only there may it be acknowledged. */
  private readonly underWay = new Map<Message, Channel>();
  private consuming: Channel | undefined;
  private closing: Promise<void> | undefined;

  /** @param prefetch how many requests are worked on at a time */
  constructor(
    options: NonNullable<ConstructorParameters<typeof ServerRMQ>[0]>,
    private readonly prefetch: number,
    private readonly log: Log,
  ) {
    super(options);
  }

  /** A server that is down is waited for in the background: its absence keeps no service from starting. */
  override async listen(callback: (error?: unknown) => void): Promise<void> {
    await super.listen((error?: unknown) => {
      if (error) this.log.error('requests cannot be taken', { error });
    });
    callback();
  }

  /** Nest's own does not await its consumer: a connection lost at that moment would end the process. */
  override async setupChannel(channel: Channel, callback: () => void): Promise<void> {
    // A connection lost during this very set-up is an error event, which nobody else listens to; it is set up again.
    const wrapper = this.channel as ChannelWrapper | null;
    if (wrapper?.listenerCount('error') === 0) wrapper.on('error', this.failed);
    await channel.assertQueue(this.queue, this.queueOptions as Options.AssertQueue);
    await channel.prefetch(this.prefetch);
    this.consuming = channel;
    const take = (message: Message | null) => void this.handleMessage(message as never, channel).catch(this.failed);
    await channel.consume(this.queue, take, { noAck: false, consumerTag: this.queue });
    callback();
  }

  override async handleMessage(delivered: Record<string, unknown> | null, channel: unknown): Promise<void> {
    const message = delivered as unknown as Message | null;
    const from = channel as Channel;
    if (!message) return this.consumeAgain(from);
    this.underWay.set(message, from);
    const request = requestIn(message);
    if (!request) return this.drop(message);
    if (!this.getHandlerByPattern(request.pattern)) return this.fail(message, request, 'nobody answers this');
    try {
      await super.handleMessage(delivered as Record<string, unknown>, channel);
    } catch (error) {
      this.log.error('a request failed', { error });
      this.fail(message, request, 'Internal server error');
    }
  }

  override sendMessage<T = unknown>(message: T, replyTo: unknown, correlationId: string, context: RmqContext): void {
    const request = context.getMessage() as Message;
    const { err, isDisposed } = message as Answer;
    // On the channel that brought the request, so that answer and acknowledgement arrive both or neither.
    const answer = Buffer.from(JSON.stringify(this.serializer.serialize(message as WritePacket & { id: string })));
    const isLast = err !== undefined || isDisposed === true;
    this.settle(request, (channel) => channel.sendToQueue(String(replyTo), answer, { correlationId }), isLast);
  }

  /** Takes no more requests, answers those under way (for at most five seconds), and closes. */
  override close(): Promise<void> {
    this.closing ??= this.drainAndClose();
    return this.closing;
  }

  private async drainAndClose(): Promise<void> {
    try {
      await this.consuming?.cancel(this.queue);
    } catch (error) {
      this.log.debug('the consumer had ended already', { error });
    }
    const until = Date.now() + DRAIN_MS;
    while (this.underWay.size > 0 && Date.now() < until) await after(20);
    await super.close();
  }

  /** What is no request, or nobody's, is worth nothing to anybody. Its content may hold a card token: it is not logged. */
  private drop(message: Message): void {
    this.log.warn('a message that is no request was dropped', { bytes: message.content.length });
    this.settle(message);
  }

  private readonly failed = (error: unknown): void => this.log.warn('requests are not taken at present', { error });

  private fail(message: Message, { id }: RequestOnTheWire, why: string): void {
    const { replyTo, correlationId } = message.properties as { replyTo: string; correlationId: string };
    const answer = Buffer.from(JSON.stringify({ id, err: { status: 'error', message: why }, isDisposed: true }));
    this.settle(message, (channel) => channel.sendToQueue(replyTo, answer, { correlationId }));
  }

  private settle(message: Message, answer: (channel: Channel) => void = () => undefined, isLast = true): void {
    const channel = this.underWay.get(message);
    if (!channel) return;
    if (isLast) this.underWay.delete(message);
    try {
      answer(channel);
      if (isLast) channel.ack(message);
    } catch (error) {
      // The channel that brought it is gone: it is asked again, under the same key.
      this.log.debug('a request could not be answered', { error });
    }
  }

  /** RabbitMQ has ended the consumer, as it does when its queue is deleted; nothing else would begin it again. */
  private async consumeAgain(channel: Channel): Promise<void> {
    if (this.closing || channel !== this.consuming) return;
    this.log.warn('the queue of requests is gone; it is made anew', { queue: this.queue });
    await after(CONSUME_AGAIN_MS);
    if (this.closing || channel !== this.consuming) return;
    await this.setupChannel(channel, () => undefined);
  }
}
