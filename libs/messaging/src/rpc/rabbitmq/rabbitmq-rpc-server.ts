import { RmqContext, Server, Transport, type CustomTransportStrategy, type WritePacket } from '@nestjs/microservices';
import type { Channel, ConsumeMessage } from 'amqplib';
import { setTimeout as after } from 'node:timers/promises';
import type { Log } from '#platform';
import { Declarations } from '../../broker/rabbitmq/declarations.js';
import { plainChannel } from '../../broker/rabbitmq/rabbitmq-channel.js';
import { RabbitmqConnection } from '../../broker/rabbitmq/rabbitmq-connection.js';

const DRAIN_MS = 5_000;
const CONSUME_AGAIN_MS = 1_000;

/** A request in the format of `ClientRMQ`, so that replicas of different versions understand each other. */
interface RpcRequest {
  id: string;
  pattern: string;
  data?: unknown;
}

/** Acknowledges a request after its reply, so that one whose server dies is delivered again; `ServerRMQ` acknowledges on arrival. */
export class RabbitmqRpcServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Transport.RMQ;
  private connection: RabbitmqConnection | undefined;
  private declarations: Declarations | undefined;
  private channel: { close(): Promise<void> } | undefined;
  /** Requests in progress with the channel that delivered each: only that channel can acknowledge it. */
  private readonly inProgress = new Map<ConsumeMessage, Channel>();
  private consuming: Channel | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly queue: string,
    private readonly prefetch: number,
    private readonly log: Log,
  ) {
    super();
  }

  /** Returns without waiting for RabbitMQ, so that a broker that is down keeps no service from starting. */
  listen(callback: () => void): void {
    this.connection = new RabbitmqConnection(this.url, 'rpc server', this.log);
    this.declarations = new Declarations(this.connection, this.log);
    this.channel = this.connection.openChannel('rpc server', plainChannel, (channel) => this.consume(channel));
    callback();
  }

  close(): Promise<void> {
    return (this.closing ??= this.drainAndClose());
  }

  on(): never {
    throw new Error('use unwrap() after listen() to subscribe to the events of the connection');
  }

  unwrap<T>(): T {
    if (!this.connection) throw new Error('the RPC server does not listen yet');
    return this.connection.manager as T;
  }

  private async drainAndClose(): Promise<void> {
    try {
      await this.consuming?.cancel(this.queue);
    } catch (error) {
      this.log.debug('the RPC consumer had already ended', { error });
    }
    const until = Date.now() + DRAIN_MS;
    while (this.inProgress.size > 0 && Date.now() < until) await after(20);
    await this.channel?.close();
    await this.connection?.close();
  }

  private async consume(channel: Channel): Promise<void> {
    await this.declarations?.queue({ name: this.queue, arguments: {} });
    await channel.prefetch(this.prefetch);
    if (this.closing) return;
    this.consuming = channel;
    const receive = (message: ConsumeMessage | null) => void this.receive(message, channel);
    await channel.consume(this.queue, receive, { consumerTag: this.queue });
  }

  private async receive(message: ConsumeMessage | null, channel: Channel): Promise<void> {
    if (!message) return this.consumeAgain(channel);
    this.inProgress.set(message, channel);
    const request = requestIn(message);
    if (!request) return this.drop(message);
    try {
      await this.dispatch(request, message, channel);
    } catch (error) {
      this.log.error('an RPC request failed', { error });
      this.reply(message, request, failure('Internal server error'));
    }
  }

  private async dispatch(request: RpcRequest, message: ConsumeMessage, channel: Channel): Promise<void> {
    const handler = this.getHandlerByPattern(request.pattern);
    if (!handler) return this.reply(message, request, failure('This server has no handler for the pattern.'));
    const context = new RmqContext([message as never, channel, request.pattern]);
    const handled: unknown = this.handleRequest(
      context,
      async () => this.transformToObservable(await handler(request.data, context)),
      (packet) => this.reply(message, request, packet),
    );
    await handled; // Declared void, but a promise that rejects when the handler throws.
  }

  private reply(message: ConsumeMessage, { id }: RpcRequest, packet: WritePacket): void {
    const { replyTo, correlationId } = message.properties as { replyTo: string; correlationId: string };
    const content = contentOf({ ...packet, id });
    this.settle(message, packet.isDisposed === true || packet.err !== undefined, (channel) =>
      channel.sendToQueue(replyTo, content, { correlationId }),
    );
  }

  /** The content may hold a card token: it is not logged. */
  private drop(message: ConsumeMessage): void {
    this.log.warn('dropped a message that is not an RPC request', { bytes: message.content.length });
    this.settle(message, true);
  }

  private settle(message: ConsumeMessage, isLast: boolean, send?: (channel: Channel) => void): void {
    const channel = this.inProgress.get(message);
    if (!channel) return;
    if (isLast) this.inProgress.delete(message);
    try {
      send?.(channel);
      if (isLast) channel.ack(message);
    } catch (error) {
      // The channel that delivered it is closed: RabbitMQ delivers the request again.
      this.log.debug('an RPC reply could not be sent', { error });
    }
  }

  private async consumeAgain(channel: Channel): Promise<void> {
    this.log.warn('the RPC queue was deleted; it is declared again', { queue: this.queue });
    await after(CONSUME_AGAIN_MS);
    if (this.closing || channel !== this.consuming) return;
    try {
      await this.consume(channel);
    } catch (error) {
      this.log.warn('the RPC queue could not be declared again', { queue: this.queue, error });
    }
  }
}

const failure = (message: string): WritePacket => ({ err: { status: 'error', message }, isDisposed: true });

function contentOf(packet: WritePacket & { id: string }): Buffer {
  try {
    return Buffer.from(JSON.stringify(packet));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return Buffer.from(JSON.stringify({ id: packet.id, ...failure(`The response is not serializable: ${reason}`) }));
  }
}

function requestIn({ content, properties }: ConsumeMessage): RpcRequest | undefined {
  if (!properties.replyTo || !properties.correlationId) return undefined;
  const request = jsonOf(content) as Partial<RpcRequest> | null | undefined;
  return typeof request?.id === 'string' && typeof request.pattern === 'string' ? (request as RpcRequest) : undefined;
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    return undefined;
  }
}
