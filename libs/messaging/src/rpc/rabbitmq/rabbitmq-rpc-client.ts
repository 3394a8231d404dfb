import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { Channel, ConsumeMessage } from 'amqplib';
import { randomUUID } from 'node:crypto';
import type { Log } from '#platform';
import { Declarations } from '../../broker/rabbitmq/declarations.js';
import { plainChannel } from '../../broker/rabbitmq/rabbitmq-channel.js';
import { RabbitmqConnection } from '../../broker/rabbitmq/rabbitmq-connection.js';
import { TimedRequest } from '../rpc-transport.js';

const REPLY_QUEUE = 'amq.rabbitmq.reply-to';

/** Fails at once while RabbitMQ is unreachable. Requests are never persistent: they may hold a card token. */
export class RabbitmqRpcClient extends ClientProxy {
  private connection: RabbitmqConnection | undefined;
  private opened: { close(): Promise<void> } | undefined;
  private channel: Channel | undefined;
  private firstAttempt: Promise<void> | undefined;
  private readonly waiting = new Map<string, (packet: WritePacket) => void>();

  constructor(
    private readonly url: string,
    private readonly queue: string,
    private readonly log: Log,
  ) {
    super();
  }

  /** Waits for the first attempt to connect only. @throws while RabbitMQ is unreachable */
  async connect(): Promise<void> {
    await (this.firstAttempt ??= this.open());
    if (!this.channel) throw new Error('no connection to RabbitMQ');
  }

  async close(): Promise<void> {
    for (const callback of this.waiting.values()) callback({ err: new Error('the RPC client is closed') });
    this.waiting.clear();
    await this.opened?.close();
    await this.connection?.close();
  }

  unwrap<T>(): T {
    return this.connection?.manager as T;
  }

  protected publish(packet: ReadPacket<unknown>, callback: (packet: WritePacket) => void): () => void {
    const id = randomUUID();
    try {
      const timed = packet.data instanceof TimedRequest ? packet.data : undefined;
      const pattern = this.normalizePattern(packet.pattern as string);
      const body = JSON.stringify({ pattern, data: timed ? timed.data : packet.data, id });
      // RabbitMQ closes the channel on a fraction, and expires a request with 0 immediately.
      this.sendRequest(id, body, timed && Math.max(1, Math.ceil(timed.timeoutMs)));
      this.waiting.set(id, callback);
    } catch (error) {
      callback({ err: error });
    }
    return () => this.waiting.delete(id);
  }

  protected async dispatchEvent(): Promise<never> {
    throw new Error('events are published through the outbox, not through RPC');
  }

  private sendRequest(id: string, body: string, expiration: number | undefined): void {
    if (!this.channel) throw new Error('no connection to RabbitMQ');
    if (this.connection?.blockedBy) throw new Error(`RabbitMQ blocks publishers: ${this.connection.blockedBy}`);
    this.channel.sendToQueue(this.queue, Buffer.from(body), {
      correlationId: id,
      replyTo: REPLY_QUEUE,
      persistent: false,
      mandatory: true,
      expiration,
    });
  }

  private open(): Promise<void> {
    const connection = (this.connection = new RabbitmqConnection(this.url, 'rpc client', this.log));
    const declarations = new Declarations(connection, this.log);
    return new Promise((resolve) => {
      connection.manager.once('connectFailed', () => resolve());
      connection.manager.on('disconnect', () => {
        this.channel = undefined;
        resolve();
      });
      this.opened = connection.openChannel('rpc client', plainChannel, async (channel) => {
        await declarations.queue({ name: this.queue, arguments: {} });
        await this.setUp(channel);
        resolve();
      });
    });
  }

  private async setUp(channel: Channel): Promise<void> {
    channel.on('close', () => {
      if (this.channel === channel) this.channel = undefined;
    });
    channel.on('return', ({ properties }: ConsumeMessage) =>
      this.settle(properties.correlationId, { err: new Error(`the queue ${this.queue} does not exist`) }),
    );
    await channel.consume(REPLY_QUEUE, (message) => message && this.receive(message), { noAck: true });
    this.channel = channel;
  }

  private receive({ content, properties }: ConsumeMessage): void {
    try {
      const { err, response, isDisposed } = JSON.parse(content.toString()) as Record<keyof WritePacket, unknown>;
      this.settle(properties.correlationId, { err, response, isDisposed: isDisposed === true || err !== undefined });
    } catch (error) {
      this.settle(properties.correlationId, { err: new Error('the RPC reply is not JSON', { cause: error }) });
    }
  }

  private settle(correlationId: unknown, packet: WritePacket): void {
    this.waiting.get(String(correlationId))?.(packet);
  }
}
