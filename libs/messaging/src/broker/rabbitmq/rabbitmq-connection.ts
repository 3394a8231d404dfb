import { connect, type AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel } from 'amqplib';
import type { Log } from '#platform';

const HEARTBEAT_S = 5;
const RECONNECT_S = 1;

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
    this.manager.on('connect', () => {
      this.blockedBy = undefined;
      this.log.info('connected to RabbitMQ', { purpose });
    });
    this.manager.on('disconnect', ({ err }) => this.log.warn('disconnected from RabbitMQ', { purpose, error: err }));
    this.manager.on('connectFailed', ({ err }) => this.log.warn('RabbitMQ is unreachable', { purpose, error: err }));
    this.manager.on('blocked', ({ reason }) => {
      this.blockedBy = reason;
      this.log.warn('RabbitMQ blocks publishers', { purpose, reason });
    });
    this.manager.on('unblocked', () => {
      this.blockedBy = undefined;
      this.log.info('RabbitMQ accepts messages again', { purpose });
    });
  }

  async connected(withinMs: number): Promise<void> {
    if (this.manager.isConnected()) return;
    await this.manager.connect({ timeout: withinMs });
  }

  /** Number of messages in a queue, or undefined where it does not exist. Uses its own channel, which a 404 closes. */
  async messageCount(queue: string): Promise<number | undefined> {
    const connection = this.manager.connection;
    if (!connection) throw new Error('no connection to RabbitMQ');
    const channel = await connection.createChannel();
    channel.on('error', () => undefined); // checkQueue rejects with the same error.
    try {
      const { messageCount } = await channel.checkQueue(queue);
      await channel.close();
      return messageCount;
    } catch (error) {
      if ((error as { code?: number }).code === 404) return undefined;
      throw error;
    }
  }

  /** Runs `setup` again after each reconnect, and after RabbitMQ has closed only the channel: amqp-connection-manager does not reopen it. */
  openChannel(name: string, setup: (channel: Channel) => Promise<void>): { close(): Promise<void> } {
    let closed = false;
    const open = () => {
      const wrapper = this.manager.createChannel({ name, confirm: false, setup: prepared });
      wrapper.on('error', (error: unknown) => this.log.warn('a RabbitMQ channel could not be set up', { name, error }));
      return wrapper;
    };
    const prepared = async (channel: Channel) => {
      const { connection } = this.manager;
      channel.on('error', (error: unknown) => this.log.warn('RabbitMQ closed a channel', { name, error }));
      channel.on('close', () => {
        setTimeout(() => {
          if (closed || this.manager.connection !== connection) return;
          void current.close();
          current = open();
        }, RECONNECT_S * 1_000).unref();
      });
      await setup(channel);
    };
    let current = open();
    return {
      close: () => {
        closed = true;
        return current.close();
      },
    };
  }

  async close(): Promise<void> {
    await this.manager.close();
  }
}
