import type { ConfirmChannel, GetMessage } from 'amqplib';
import type { Log } from '#platform';
import type { Subscription } from '../broker.js';
import { reasonOf } from '../../outage-log.js';
import type { Declarations } from './declarations.js';
import { deliveryOf, moveProperties } from './message-properties.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { RabbitmqPublisher } from './rabbitmq-publisher.js';
import type { EarlierQueue, Topology } from './topology.js';

export interface MigrationTimes {
  pauseMs: number;
  /** How long one is empty and without consumers before it is deleted: a replica of the earlier release may still hold messages. */
  graceMs: number;
  /** Between two checks when there is none: a replica of the earlier release may declare it again. */
  idleMs: number;
}

const DEFAULT_TIMES: MigrationTimes = { pauseMs: 5_000, graceMs: 60_000, idleMs: 600_000 };

/** Moves the messages in the queues of earlier releases to the current ones, at least once, and deletes those queues. */
export class EarlierQueues {
  private readonly stopped = new AbortController();
  private readonly emptySince = new Map<string, number>();
  private running: Promise<void> | undefined;

  constructor(
    private readonly subscription: Subscription,
    private readonly connection: RabbitmqConnection,
    private readonly declarations: Declarations,
    private readonly topology: Topology,
    private readonly publisher: RabbitmqPublisher,
    private readonly log: Log,
    private readonly times = DEFAULT_TIMES,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      const remaining = await this.migrate();
      const pauseMs = remaining > 0 ? this.times.pauseMs : this.times.idleMs;
      await this.pause(pauseMs);
    }
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.stopped;
    return new Promise((resolve) => {
      const timer = setTimeout(end, ms).unref();
      function end() {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      }
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }

  private async migrate(): Promise<number> {
    if (!this.connection.manager.isConnected()) return 1;
    let remaining = 0;
    try {
      for (const queue of this.topology.earlier(this.subscription.consumer)) {
        if (this.stopped.signal.aborted) break;
        if (await this.migrateOne(queue, remaining === 0)) remaining += 1;
      }
      return remaining;
    } catch (error) {
      this.log.warn('queues of an earlier release could not be migrated; it will be retried', {
        consumer: this.subscription.consumer,
        reason: reasonOf(error),
      });
      return 1;
    }
  }

  /** @param mayDelete no queue that dead-letters to this one exists any more. Returns whether the queue still exists. */
  private async migrateOne(queue: EarlierQueue, mayDelete: boolean): Promise<boolean> {
    const state = await this.connection.check(queue.name);
    if (!state) {
      this.emptySince.delete(queue.name);
      return false;
    }
    if (queue.isBound)
      await this.declarations.unbind(queue.name, this.topology.names.events, this.subscription.bindings);
    const moved = await this.move(queue);
    if (moved > 0)
      this.log.info('moved messages from a queue of an earlier release', {
        queue: queue.name,
        to: queue.movesTo,
        messages: moved,
      });
    if (moved > 0 || state.consumerCount > 0 || !mayDelete) this.emptySince.delete(queue.name);
    else return !(await this.deleteWhenUnused(queue.name));
    return true;
  }

  private async move({ name, movesTo }: EarlierQueue): Promise<number> {
    return this.connection.withChannel(async (channel) => {
      let moved = 0;
      for (; !this.stopped.signal.aborted; moved += 1) {
        const message = await channel.get(name);
        if (message === false) break;
        await this.moveOne(channel, message, movesTo);
      }
      return moved;
    });
  }

  /** Acknowledged after the confirm; an error closes the channel, which returns the message to its queue. */
  private async moveOne(channel: ConfirmChannel, message: GetMessage, to: string): Promise<void> {
    await this.publisher.toQueue(to, deliveryOf(message).body, moveProperties(message));
    channel.ack(message);
  }

  private async deleteWhenUnused(name: string): Promise<boolean> {
    const since = this.emptySince.get(name) ?? performance.now();
    this.emptySince.set(name, since);
    if (performance.now() - since < this.times.graceMs) return false;
    // RabbitMQ supports "if empty" and "if unused" for classic queues only.
    await this.connection.withChannel((channel) => channel.deleteQueue(name));
    this.emptySince.delete(name);
    this.log.info('deleted an empty queue of an earlier release', { queue: name });
    return true;
  }
}
