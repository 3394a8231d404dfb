import { AsyncResource } from 'node:async_hooks';
import { setTimeout as after } from 'node:timers/promises';
import type { Log } from '#platform';
import type { Delivery, Subscription, Verdict } from '../broker.js';
import { deliveryOf, type DeliveryRow } from './delivery-row.js';
import type { Hands, WorkQueue } from './work-queue.js';

/** A store that answers and fails by turns must not make the consumer spin. */
const SHORTEST_REST_MS = 25;

/** One subscription at work: a bounded number of deliveries under way, and a rest while its own store is out. */
export class Worker implements Hands {
  private readonly underWay = new Set<Promise<void>>();
  private readonly handle: (delivery: Delivery) => Promise<Verdict>;
  private resting = false;
  private closed = false;

  constructor(
    private readonly subscription: Subscription,
    private readonly queue: WorkQueue,
    private readonly log: Log,
  ) {
    // A delivery must not run in the context of whoever happened to publish: not in its transaction, not in its trace.
    this.handle = AsyncResource.bind((delivery) => subscription.handle(delivery));
  }

  /** How many more deliveries it can take now. */
  get free(): number {
    return this.resting || this.closed ? 0 : this.subscription.concurrency - this.underWay.size;
  }

  take(row: DeliveryRow): void {
    const work = this.work(row).finally(() => {
      this.underWay.delete(work);
      this.queue.handOut();
    });
    this.underWay.add(work);
  }

  /** Takes nothing more; resolves when everything under way has its verdict. */
  async close(): Promise<void> {
    this.closed = true;
    this.queue.leave(this);
    await Promise.all(this.underWay);
  }

  private async work(row: DeliveryRow): Promise<void> {
    const verdict = await this.verdictOn(row);
    if (verdict.kind === 'pause' && !this.resting) void this.rest(verdict);
    // Not awaited: the hands are free again while the verdict is being kept.
    void this.queue.settle(row, verdict);
  }

  private async verdictOn(row: DeliveryRow): Promise<Verdict> {
    try {
      return await this.handle(deliveryOf(row));
    } catch (error) {
      return { kind: 'retry', reason: `the consumer threw: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  private async rest({ reason, until }: Extract<Verdict, { kind: 'pause' }>): Promise<void> {
    const { consumer } = this.subscription;
    this.resting = true;
    this.log.warn('a consumer pauses', { consumer, reason });
    try {
      await Promise.all([until(), after(SHORTEST_REST_MS, undefined, { ref: false })]);
    } catch (error) {
      this.log.error('a consumer does not know until when to pause', { consumer, error });
      await after(1000, undefined, { ref: false });
    }
    this.resting = false;
    this.log.info('a consumer resumes', { consumer });
    this.queue.handOut();
  }
}
