import { connect, type AmqpConnectionManager } from 'amqp-connection-manager';
import type { Log } from '#platform';

/** Seconds without a sign of life after which a connection counts as lost. */
const HEARTBEAT_S = 5;

/** One connection to RabbitMQ that comes back by itself, and knows whether it is usable now. */
export class Link {
  readonly manager: AmqpConnectionManager;
  /** Why the broker takes nothing from publishers at the moment: memory or disk alarm. */
  blockedBy: string | undefined;

  constructor(
    url: string,
    private readonly purpose: 'publish' | 'consume' | 'operate',
    private readonly log: Log,
  ) {
    this.manager = connect([url], {
      heartbeatIntervalInSeconds: HEARTBEAT_S,
      reconnectTimeInSeconds: 1,
      // Without noDelay every small frame waits for the acknowledgement of the one before: 20 times slower.
      connectionOptions: { noDelay: true, timeout: 5_000, clientProperties: { connection_name: `sugang ${purpose}` } },
    });
    this.manager.on('connect', () => {
      this.blockedBy = undefined;
      this.log.info('connected to RabbitMQ', { purpose });
    });
    this.manager.on('disconnect', ({ err }) => this.log.warn('disconnected from RabbitMQ', { purpose, error: err }));
    this.manager.on('connectFailed', ({ err }) => this.log.warn('RabbitMQ cannot be reached', { purpose, error: err }));
    this.manager.on('blocked', ({ reason }) => {
      this.blockedBy = reason;
      this.log.warn('RabbitMQ blocks publishers', { purpose, reason });
    });
    this.manager.on('unblocked', () => {
      this.blockedBy = undefined;
      this.log.info('RabbitMQ takes messages again', { purpose });
    });
  }

  /** Resolves once connected. @throws after `withinMs` milliseconds without a connection */
  async connected(withinMs: number): Promise<void> {
    if (this.manager.isConnected()) return;
    await this.manager.connect({ timeout: withinMs });
  }

  /** Whether the queue exists: asked on a channel of its own, because «no» closes the channel. */
  async hasQueue(queue: string): Promise<number | undefined> {
    const connection = this.manager.connection;
    if (!connection) throw new Error('no connection to RabbitMQ');
    const channel = await connection.createChannel();
    channel.on('error', () => undefined); // A 404 is the answer, not a fault; checkQueue rejects with it.
    try {
      const { messageCount } = await channel.checkQueue(queue);
      await channel.close();
      return messageCount;
    } catch (error) {
      if ((error as { code?: number }).code === 404) return undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.manager.close();
  }
}
