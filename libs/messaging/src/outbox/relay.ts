import {
  failSpan,
  inContext,
  newContext,
  traceparentOf,
  Tracing,
  type Clock,
  type Ids,
  type JobResult,
  type Log,
  type Metrics,
} from '#platform';
import { PublishUnknown, Unroutable, type Broker } from '../broker/broker.js';
import type { OutboxEntry } from '../entities.js';
import { OutageLog } from '../outage-log.js';
import { sendSpan } from '../message-spans.js';
import { LocalRelayQueue } from './local-relay-queue.js';
import { LEASE_MS, LONGEST_PAUSE_MS, type OutboxRows } from './outbox-rows.js';
import { RelayMetrics } from './relay-metrics.js';

/** The in-process broker commits a batch at once, which blocks the event loop. */
const BATCH = 100;
const FIRST_PAUSE_MS = 200;

/** Consumers may bind a moment after the first start, so earlier attempts are no error. */
const ATTEMPTS_BEFORE_ERROR = 4;

type Outcome = 'sent' | Error;

/** Publishes the outbox: claims a batch, publishes it, marks what was confirmed. Unconfirmed messages are sent again. */
export class Relay {
  readonly localQueue: LocalRelayQueue;
  private readonly metrics: RelayMetrics;
  private readonly outage: OutageLog;

  constructor(
    private readonly rows: OutboxRows,
    private readonly broker: Broker,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
    metrics: Metrics,
    /** Must be well below the lease. */
    private readonly publishTimeoutMs = LEASE_MS * 0.6,
    private readonly tracing = Tracing.off,
    /** Whether only services that are not installed would receive a message. */
    private readonly isUnwanted: (routingKey: string) => boolean = () => false,
  ) {
    this.localQueue = new LocalRelayQueue(ids.next(), rows.leaseMs);
    this.outage = new OutageLog(log);
    this.metrics = new RelayMetrics(metrics, rows, clock);
  }

  async publishBatch(): Promise<JobResult> {
    // A new name per claim, so that marks after its lease change nothing, not even in this relay's next claim.
    const owner = this.ids.next();
    return this.publishAll(owner, await this.rows.claim(owner, BATCH));
  }

  publishLocalBatch(): Promise<JobResult> {
    return this.publishAll(this.localQueue.owner, this.localQueue.take(BATCH, this.publishTimeoutMs));
  }

  private async publishAll(owner: string, entries: OutboxEntry[]): Promise<JobResult> {
    if (entries.length === 0) return 'done';
    const outcomes = await Promise.all(entries.map((entry) => this.publish(entry)));
    const sent = entries.filter((_, index) => outcomes[index] === 'sent');
    await this.rows.markSent(owner, sent, this.clock.now());
    if (sent.length > 0) this.outage.ended();
    const failed = entries.flatMap((entry, index) => {
      const outcome = outcomes[index];
      return outcome instanceof Error ? [{ entry, error: outcome }] : [];
    });
    await this.release(owner, failed);
    const brokerResponds = failed.every(({ error }) => error instanceof Unroutable);
    return entries.length === BATCH && brokerResponds ? 'more' : 'done';
  }

  async flush(): Promise<void> {
    await inContext(newContext(), async () => {
      while ((await this.publishLocalBatch()) === 'more');
      while ((await this.publishBatch()) === 'more');
    });
  }

  private async publish(entry: OutboxEntry): Promise<Outcome> {
    const { tracer } = this.tracing;
    const span = tracer && sendSpan(tracer, entry);
    const { id, routingKey, body } = entry;
    const headers = span && { headers: { traceparent: traceparentOf(span.spanContext()) } };
    try {
      await this.withTimeout(this.broker.publish({ id, routingKey, body, ...headers }));
      this.metrics.published(routingKey);
      return 'sent';
    } catch (error) {
      if (error instanceof Unroutable && this.isUnwanted(routingKey)) return 'sent';
      if (span) failSpan(span, error);
      this.metrics.failed(error instanceof Unroutable ? 'unroutable' : 'unknown');
      return error instanceof Error ? error : new PublishUnknown(String(error));
    } finally {
      span?.end();
    }
  }

  private async withTimeout(publishing: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new PublishUnknown(`no confirmation within ${this.publishTimeoutMs} ms`)),
        this.publishTimeoutMs,
      );
    });
    try {
      await Promise.race([publishing, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Releases the failed messages, with one update per attempt number and error. */
  private async release(owner: string, failed: { entry: OutboxEntry; error: Error }[]): Promise<void> {
    const groups = new Map<string, { entries: OutboxEntry[]; error: Error; attempts: number }>();
    for (const { entry, error } of failed) {
      const attempts = entry.attempts + 1;
      const key = `${attempts} ${error.message}`;
      const group = groups.get(key) ?? { entries: [], error, attempts };
      group.entries.push(entry);
      groups.set(key, group);
    }
    for (const { entries, error, attempts } of groups.values()) {
      this.report(entries, error, attempts);
      await this.rows.release(owner, entries, error.message, pauseAfter(attempts));
    }
  }

  private report(entries: OutboxEntry[], error: Error, attempts: number): void {
    const counts = { messages: entries.length, first: entries[0]?.id, attempts };
    const facts = { ...counts, error };
    if (!(error instanceof Unroutable)) this.outage.failed('messages could not be published yet', error, counts);
    else if (attempts >= ATTEMPTS_BEFORE_ERROR) this.log.error('no queue is bound to a message', facts);
    else this.log.debug('no queue is bound to a message yet', facts);
  }
}

const pauseAfter = (attempts: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
