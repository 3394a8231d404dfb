import type { Channel, GetMessage } from 'amqplib';
import { ParkedMessages, type ParkedMessage } from '../broker.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { Names } from './names.js';
import type { Publisher } from './publisher.js';
import { deliveryOf, parkedFacts, replaying } from './travelling.js';

type Shown = ParkedMessage & { body: string; headers: Record<string, string> };

/** Parked messages in the queues `<consumer>.parked`: looked through by taking them and handing them back. */
export class ParkedInRabbitmq extends ParkedMessages {
  constructor(
    /** Looks and counts; what is replayed goes by the publisher. */
    private readonly link: RabbitmqConnection,
    private readonly publisher: Publisher,
    private readonly names: Names,
    /** The consumers whose parked messages are meant where none is named. */
    private readonly consumers: () => Promise<string[]>,
  ) {
    super();
  }

  async list({ consumer, limit = 1_000 }: { consumer?: string; limit?: number } = {}): Promise<ParkedMessage[]> {
    const found: ParkedMessage[] = [];
    for (const each of await this.asked(consumer)) {
      await this.look(each, (message) => {
        const { body: _body, headers: _headers, ...parked } = shownOf(each, message);
        found.push(parked);
        return 'keep';
      });
    }
    return found.sort((one, other) => one.parkedAt.getTime() - other.parkedAt.getTime()).slice(0, limit);
  }

  async count(consumer: string): Promise<number> {
    return (await this.link.messageCount(this.names.parked(consumer))) ?? 0;
  }

  async show(id: string): Promise<Shown | undefined> {
    let shown: Shown | undefined;
    await this.withOne(id, async (consumer, message) => {
      shown = shownOf(consumer, message);
      return 'keep';
    });
    return shown;
  }

  async replay(id: string): Promise<number> {
    return this.withOne(id, (consumer, message) => this.backTo(consumer, message));
  }

  async replayAll({ consumer }: { consumer?: string } = {}): Promise<number> {
    let replayed = 0;
    for (const each of await this.asked(consumer)) replayed += await this.replayAllOf(each);
    return replayed;
  }

  async drop(id: string): Promise<number> {
    return this.withOne(id, async () => 'remove');
  }

  private async replayAllOf(consumer: string): Promise<number> {
    const there = await this.count(consumer);
    let replayed = 0;
    // What is parked again meanwhile comes behind those that were there: it waits for the next time.
    await this.look(consumer, async (message) => {
      if (replayed >= there) return 'stop';
      replayed += 1;
      return this.backTo(consumer, message);
    });
    return replayed;
  }

  private async backTo(consumer: string, message: GetMessage): Promise<'remove'> {
    const delivery = deliveryOf(message);
    await this.publisher.toQueue(this.names.queue(consumer), delivery.body, replaying(delivery));
    return 'remove';
  }

  private async asked(consumer: string | undefined): Promise<string[]> {
    return consumer === undefined ? this.consumers() : [consumer];
  }

  private async withOne(id: string, act: (consumer: string, message: GetMessage) => Promise<'keep' | 'remove'>) {
    const [consumer = ''] = id.split(':', 1);
    let acted = 0;
    await this.look(consumer, async (message) => {
      if (shownOf(consumer, message).id !== id) return 'keep';
      acted += 1;
      return act(consumer, message);
    });
    return acted;
  }

  /** Takes message after message; what is not removed goes back, in its order, at the end. */
  private async look(
    consumer: string,
    judge: (message: GetMessage) => 'keep' | 'stop' | 'remove' | Promise<'keep' | 'stop' | 'remove'>,
  ): Promise<void> {
    const queue = this.names.parked(consumer);
    const connection = this.link.manager.connection;
    if (!connection) throw new Error('no connection to RabbitMQ');
    if ((await this.link.messageCount(queue)) === undefined) return;
    const channel: Channel = await connection.createChannel();
    try {
      for (;;) {
        const message = await channel.get(queue);
        if (message === false) return;
        const verdict = await judge(message);
        if (verdict === 'remove') channel.ack(message);
        if (verdict === 'stop') return;
      }
    } finally {
      channel.nackAll(true);
      await channel.close();
    }
  }
}

function shownOf(consumer: string, message: GetMessage): Shown {
  const { id, routingKey, attempt, body, headers } = deliveryOf(message);
  return {
    id: `${consumer}:${id}`,
    consumer,
    messageId: id,
    routingKey,
    attempts: attempt,
    ...parkedFacts(message),
    body,
    headers,
  };
}
