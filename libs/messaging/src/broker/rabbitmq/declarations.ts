import type { Log } from '#platform';
import { reasonOf } from '../../outage-log.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { DeclaredQueue } from './topology.js';

const PRECONDITION_FAILED = 406;

/** Declares exchanges and queues, each on a channel of its own: a refusal closes no channel that publishes or consumes. */
export class Declarations {
  private readonly reported = new Set<string>();

  constructor(
    private readonly connection: RabbitmqConnection,
    private readonly log: Log,
  ) {}

  async exchange(name: string): Promise<void> {
    await this.declare('exchange', name, () =>
      this.connection.withChannel((channel) => channel.assertExchange(name, 'topic', { durable: true })),
    );
  }

  async queue({ name, arguments: wanted }: DeclaredQueue): Promise<void> {
    await this.declare('queue', name, () =>
      this.connection.withChannel((channel) => channel.assertQueue(name, { durable: true, arguments: wanted })),
    );
  }

  async bind(queue: string, exchange: string, patterns: string[]): Promise<void> {
    await this.connection.withChannel(async (channel) => {
      for (const pattern of patterns) await channel.bindQueue(queue, exchange, pattern);
    });
  }

  async unbind(queue: string, exchange: string, patterns: string[]): Promise<void> {
    await this.connection.withChannel(async (channel) => {
      for (const pattern of patterns) await channel.unbindQueue(queue, exchange, pattern);
    });
  }

  /** One that exists with other arguments is used as it is: an operator may have made it, and refusing would stop the service. */
  private async declare(kind: 'exchange' | 'queue', name: string, assert: () => Promise<unknown>): Promise<void> {
    try {
      await assert();
    } catch (error) {
      if ((error as { code?: number }).code !== PRECONDITION_FAILED) throw error;
      if (this.reported.has(name)) return;
      this.reported.add(name);
      this.log.error(`a RabbitMQ ${kind} has different arguments than this release declares; it is used as it is`, {
        [kind]: name,
        reason: reasonOf(error),
        next: `Delete the ${kind} when it is empty, and restart the service.`,
      });
    }
  }
}
