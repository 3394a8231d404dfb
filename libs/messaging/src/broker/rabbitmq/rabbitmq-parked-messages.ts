import type { GetMessage } from 'amqplib';
import { ParkedMessages, type ParkedMessage, type ParkedMessageDetails } from '../broker.js';
import { deliveryOf, parkedReason, replayProperties } from './message-properties.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { RabbitmqPublisher } from './rabbitmq-publisher.js';
import type { Topology } from './topology.js';

/** Parked messages in the queues `<consumer>.parked`, which are read by taking and requeuing them. */
export class RabbitmqParkedMessages extends ParkedMessages {
  constructor(
    private readonly connection: RabbitmqConnection,
    private readonly publisher: RabbitmqPublisher,
    private readonly topology: Topology,
    private readonly consumers: () => Promise<string[]>,
  ) {
    super();
  }

  async list({ consumer, limit = 1_000 }: { consumer?: string; limit?: number } = {}): Promise<ParkedMessage[]> {
    const found: ParkedMessage[] = [];
    for (const each of await this.consumersOr(consumer)) {
      await this.forEach(each, (message) => {
        const { body: _body, headers: _headers, ...parked } = parkedMessageOf(each, message);
        found.push(parked);
        return 'keep';
      });
    }
    return found.sort((one, other) => one.parkedAt.getTime() - other.parkedAt.getTime()).slice(0, limit);
  }

  async count(consumer: string): Promise<number> {
    return (await this.connection.messageCount(this.topology.parked(consumer).name)) ?? 0;
  }

  async show(id: string): Promise<ParkedMessageDetails | undefined> {
    let details: ParkedMessageDetails | undefined;
    await this.withOne(id, async (consumer, message) => {
      details = parkedMessageOf(consumer, message);
      return 'keep';
    });
    return details;
  }

  async replay(id: string): Promise<number> {
    return this.withOne(id, (consumer, message) => this.returnTo(consumer, message));
  }

  async replayAll({ consumer }: { consumer?: string } = {}): Promise<number> {
    let replayed = 0;
    for (const each of await this.consumersOr(consumer)) replayed += await this.replayAllOf(each);
    return replayed;
  }

  async drop(id: string): Promise<number> {
    return this.withOne(id, async () => 'remove');
  }

  /** The queue is in the order of parking, so the search ends at the first younger message. A message without a time is not deleted. */
  async deleteParkedBefore(consumer: string, instant: Date, limit: number): Promise<number> {
    let deleted = 0;
    await this.forEach(consumer, (message) => {
      const { parkedAt } = parkedReason(message);
      if (deleted >= limit || parkedAt >= instant) return 'stop';
      if (parkedAt.getTime() === 0) return 'keep';
      deleted += 1;
      return 'remove';
    });
    return deleted;
  }

  private async replayAllOf(consumer: string): Promise<number> {
    const total = await this.count(consumer);
    let replayed = 0;
    // A message that is parked again meanwhile is behind these, and stays parked.
    await this.forEach(consumer, async (message) => {
      if (replayed >= total) return 'stop';
      replayed += 1;
      return this.returnTo(consumer, message);
    });
    return replayed;
  }

  private async returnTo(consumer: string, message: GetMessage): Promise<'remove'> {
    const delivery = deliveryOf(message);
    await this.publisher.toQueue(this.topology.queue(consumer).name, delivery.body, replayProperties(delivery));
    return 'remove';
  }

  private async consumersOr(consumer: string | undefined): Promise<string[]> {
    return consumer === undefined ? this.consumers() : [consumer];
  }

  private async withOne(id: string, act: (consumer: string, message: GetMessage) => Promise<'keep' | 'remove'>) {
    const [consumer = ''] = id.split(':', 1);
    let acted = 0;
    await this.forEach(consumer, async (message) => {
      if (parkedMessageOf(consumer, message).id !== id) return 'keep';
      acted += 1;
      return act(consumer, message);
    });
    return acted;
  }

  /** Takes one message after another; those not removed are requeued in their order. */
  private async forEach(
    consumer: string,
    decide: (message: GetMessage) => 'keep' | 'stop' | 'remove' | Promise<'keep' | 'stop' | 'remove'>,
  ): Promise<void> {
    const queue = this.topology.parked(consumer).name;
    if ((await this.connection.messageCount(queue)) === undefined) return;
    await this.connection.withChannel(async (channel) => {
      try {
        for (;;) {
          const message = await channel.get(queue);
          if (message === false) return;
          const decision = await decide(message);
          if (decision === 'remove') channel.ack(message);
          if (decision === 'stop') return;
        }
      } finally {
        channel.nackAll(true);
      }
    });
  }
}

export function parkedMessageOf(consumer: string, message: GetMessage): ParkedMessageDetails {
  const { id, routingKey, attempt, body, headers } = deliveryOf(message);
  return {
    id: `${consumer}:${id}`,
    consumer,
    messageId: id,
    routingKey,
    attempts: attempt,
    ...parkedReason(message),
    body,
    headers,
  };
}
