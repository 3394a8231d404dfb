import type { Log } from '#platform';
import type { Subscription } from '../broker.js';
import type { Declarations } from './declarations.js';
import type { RabbitmqConnection } from './rabbitmq-connection.js';
import type { RabbitmqPublisher } from './rabbitmq-publisher.js';
import type { Topology } from './topology.js';

/** Declares the queues of one consumer on every connection, and detects that its queue is missing. */
export class ConsumerQueue {
  private reported = false;

  constructor(
    private readonly subscription: Subscription,
    private readonly connection: RabbitmqConnection,
    private readonly declarations: Declarations,
    private readonly publisher: RabbitmqPublisher,
    private readonly topology: Topology,
    private readonly log: Log,
  ) {}

  async declare(): Promise<void> {
    const { consumer, bindings } = this.subscription;
    const { topology, declarations } = this;
    const known = topology.known(consumer).name;
    const marked = await this.connection.messageCount(known);
    const isAbsent = !(await this.exists());
    const isLost = marked !== undefined && (isAbsent || marked > 0);
    // Recorded before the queue exists again: a crash from here on must not hide the loss.
    if (isAbsent && isLost) await this.recordLoss(known);
    await declarations.exchange(topology.names.events);
    const queue = topology.queue(consumer);
    for (const each of [topology.parked(consumer), queue, ...topology.retries(consumer)])
      await declarations.queue(each);
    await declarations.bind(queue.name, topology.names.events, bindings);
    if (isAbsent || isLost || marked === undefined) this.report(isAbsent, isLost);
  }

  /** Whether the queue exists, or that of an earlier release, whose messages are going to be moved. */
  private async exists(): Promise<boolean> {
    const { consumer } = this.subscription;
    const earlier = this.topology.earlier(consumer).filter(({ isBound }) => isBound);
    for (const { name } of [this.topology.queue(consumer), ...earlier])
      if ((await this.connection.check(name)) !== undefined) return true;
    return false;
  }

  /** Uses the connection of the publisher: under an alarm RabbitMQ stops reading from every connection that has published. */
  private async recordLoss(known: string): Promise<void> {
    await this.publisher.toQueue(known, 'lost', { persistent: true, mandatory: true });
  }

  /** Again only when the queue has been lost again: until it is marked as known, the consumer is still catching up. */
  private report(isAbsent: boolean, wasLost: boolean): void {
    if (this.reported && !isAbsent) return;
    this.reported = true;
    const { consumer } = this.subscription;
    if (wasLost) this.log.error('the queue of a consumer was lost with the messages in it', { consumer });
    this.subscription.whenNew?.({ wasLost, markKnown: () => this.markKnown() });
  }

  private async markKnown(): Promise<void> {
    const known = this.topology.known(this.subscription.consumer);
    await this.connection.connected(5_000);
    await this.declarations.queue(known);
    await this.connection.withChannel((channel) => channel.purgeQueue(known.name));
    this.reported = false;
  }
}
