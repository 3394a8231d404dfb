import { connect, type AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel, ChannelModel, ConfirmChannel } from 'amqplib';
import type { EventEmitter } from 'node:events';
import type { Log } from '#platform';
import { ConnectionLog } from './connection-log.js';
import { RabbitmqChannel, type OpenChannel } from './rabbitmq-channel.js';

const HEARTBEAT_S = 5;
const RECONNECT_S = 1;
const NOT_FOUND = 404;

export class RabbitmqConnection {
  readonly manager: AmqpConnectionManager;
  /** Why RabbitMQ accepts no messages from publishers at the moment: a memory or disk alarm. */
  blockedBy: string | undefined;

  constructor(
    url: string,
    purpose: string,
    private readonly log: Log,
  ) {
    this.manager = connect([url], {
      heartbeatIntervalInSeconds: HEARTBEAT_S,
      reconnectTimeInSeconds: RECONNECT_S,
      // Without noDelay every small frame waits for the acknowledgement of the previous one: 20 times slower.
      connectionOptions: { noDelay: true, timeout: 5_000, clientProperties: { connection_name: `sugang ${purpose}` } },
    });
    // The first listener, so that no other one opens a channel before.
    this.manager.on('connect', ({ connection }) => {
      listenForErrors(connection as unknown as ChannelModel);
      this.blockedBy = undefined;
    });
    this.manager.on('blocked', ({ reason }) => (this.blockedBy = reason));
    this.manager.on('unblocked', () => (this.blockedBy = undefined));
    new ConnectionLog(purpose, log).follow(this.manager);
  }

  async connected(withinMs: number): Promise<void> {
    if (this.manager.isConnected()) return;
    await this.manager.connect({ timeout: withinMs });
  }

  /** Number of messages in a queue, or undefined where it does not exist. */
  async messageCount(queue: string): Promise<number | undefined> {
    return (await this.check(queue))?.messageCount;
  }

  /** Ready messages and consumers of a queue, or undefined where it does not exist. */
  async check(queue: string): Promise<{ messageCount: number; consumerCount: number } | undefined> {
    try {
      return await this.withChannel((channel) => channel.checkQueue(queue));
    } catch (error) {
      if (isAbsent(error as { code?: number; message: string })) return undefined;
      throw error;
    }
  }

  /** Runs `use` on a channel of its own, so that an error, which closes the channel, affects nothing else. */
  async withChannel<T>(use: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
    const { connection } = this.manager;
    if (!connection) throw new Error('no connection to RabbitMQ');
    const channel = await connection.createConfirmChannel();
    const closed = new Promise<void>((resolve) => channel.once('close', resolve));
    try {
      return await use(channel);
    } finally {
      void this.closing(channel);
      await closed;
    }
  }

  /** Runs `setup` with every new channel: after each reconnect, and after RabbitMQ has closed only the channel. */
  openChannel<Kind extends Channel>(
    name: string,
    open: OpenChannel<Kind>,
    setup: (channel: Kind) => Promise<void>,
  ): RabbitmqChannel<Kind> {
    return new RabbitmqChannel(this.manager, name, open, setup, this.log);
  }

  private async closing(channel: Channel): Promise<void> {
    try {
      await channel.close();
    } catch (error) {
      this.log.debug('a channel was already closed', { error });
    }
  }

  async close(): Promise<void> {
    await this.manager.close();
  }
}

/** A queue whose node is down is not absent, although RabbitMQ reports the same code. */
const isAbsent = ({ code, message }: { code?: number; message: string }): boolean =>
  code === NOT_FOUND && !message.includes('down or inaccessible');

/** amqplib returns a channel only once it is open; an error before that, without a listener, would end the whole connection. */
function listenForErrors({ connection }: ChannelModel): void {
  const allocator = connection as unknown as { freshChannel(channel: EventEmitter, options: unknown): number };
  const allocate = allocator.freshChannel.bind(allocator);
  allocator.freshChannel = (channel, options) => {
    channel.on('error', () => undefined); // The call that failed rejects, and `close` follows.
    return allocate(channel, options);
  };
}
