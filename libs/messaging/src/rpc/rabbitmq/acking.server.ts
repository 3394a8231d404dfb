import type { ChannelWrapper } from 'amqp-connection-manager';
import { ServerRMQ, type RmqContext } from '@nestjs/microservices';
import type { Channel, Message } from 'amqplib';
import { setTimeout as after } from 'node:timers/promises';
import type { Log } from '#platform';

const DRAIN_MS = 10_000;

interface Answer {
  err?: unknown;
  isDisposed?: boolean;
}

/**
 * A server that acknowledges a request once its answer is on its way: dying before, it is asked again.
 * Nest's own acknowledges on arrival, or leaves it to every controller, which then knows its transport.
 */
export class AckingServer extends ServerRMQ {
  private readonly underWay = new Set<Message>();

  constructor(
    options: ConstructorParameters<typeof ServerRMQ>[0],
    private readonly log: Log,
  ) {
    super(options);
  }

  override async handleMessage(message: Record<string, unknown>, channel: unknown): Promise<void> {
    if (message) this.underWay.add(message as unknown as Message);
    await super.handleMessage(message, channel);
  }

  override sendMessage<T = unknown>(message: T, replyTo: unknown, correlationId: string, context: RmqContext): void {
    super.sendMessage(message, replyTo, correlationId, context);
    const { err, isDisposed } = message as Answer;
    if (err !== undefined || isDisposed) this.acknowledge(context);
  }

  /** Takes no more requests, answers those under way (for at most ten seconds), and closes. Nest's own answers nobody. */
  override async close(): Promise<void> {
    await (this.channel as ChannelWrapper | null)?.cancelAll();
    const until = Date.now() + DRAIN_MS;
    while (this.underWay.size > 0 && Date.now() < until) await after(20);
    await super.close();
  }

  private acknowledge(context: RmqContext): void {
    const message = context.getMessage() as Message;
    if (!this.underWay.delete(message)) return;
    try {
      (context.getChannelRef() as Channel).ack(message);
    } catch (error) {
      // The channel that brought it is gone: it is asked again, under the same key.
      this.log.debug('a request could not be acknowledged', { error });
    }
  }
}
