import { AsyncResource } from 'node:async_hooks';
import { setTimeout as after } from 'node:timers/promises';
import type { Log } from '#platform';
import type { Delivery, Subscription, Verdict } from '../broker.js';
import { deliveryOf, type DeliveryRow } from './broker-file.js';
import type { QueueWorker, WorkQueue } from './work-queue.js';

/** Prevents spinning while a store succeeds and fails alternately. */
const MIN_PAUSE_MS = 25;

export class Worker implements QueueWorker {
  private readonly inProgress = new Set<Promise<void>>();
  private readonly handle: (delivery: Delivery) => Promise<Verdict>;
  private paused = false;
  private closed = false;

  constructor(
    private readonly subscription: Subscription,
    private readonly queue: WorkQueue,
    private readonly log: Log,
  ) {
    // A delivery must not run in the transaction or trace of the code that published the message.
    this.handle = AsyncResource.bind((delivery) => subscription.handle(delivery));
  }

  get capacity(): number {
    return this.paused || this.closed ? 0 : this.subscription.concurrency - this.inProgress.size;
  }

  accept(row: DeliveryRow): void {
    const work = this.work(row).finally(() => {
      this.inProgress.delete(work);
      this.queue.distribute();
    });
    this.inProgress.add(work);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.queue.leave(this);
    await Promise.all(this.inProgress);
  }

  private async work(row: DeliveryRow): Promise<void> {
    const verdict = await this.verdictOn(row);
    if (verdict.kind === 'pause' && !this.paused) void this.pause(verdict);
    // Not awaited: the capacity is free again while the verdict is being stored.
    void this.queue.settle(row, verdict);
  }

  private async verdictOn(row: DeliveryRow): Promise<Verdict> {
    try {
      return await this.handle(deliveryOf(row));
    } catch (error) {
      return { kind: 'retry', reason: `the consumer threw: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  private async pause({ reason, until }: Extract<Verdict, { kind: 'pause' }>): Promise<void> {
    const { consumer } = this.subscription;
    this.paused = true;
    this.log.warn('a consumer pauses', { consumer, reason });
    try {
      await Promise.all([until(), after(MIN_PAUSE_MS, undefined, { ref: false })]);
    } catch (error) {
      this.log.error('could not determine how long to pause a consumer; it resumes in 1 s', { consumer, error });
      await after(1_000, undefined, { ref: false });
    }
    this.paused = false;
    this.log.info('a consumer resumes', { consumer });
    this.queue.distribute();
  }
}
