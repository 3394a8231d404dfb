import {
  failSpan,
  inContext,
  newContext,
  traceparentOf,
  Tracing,
  type Clock,
  type Ids,
  type Log,
  type Metrics,
} from '#platform';
import { PublishUnknown, Unroutable, type Broker } from '../broker/broker.js';
import type { OutboxEntry } from './outbox-entry.js';
import { HandOver } from './hand-over.js';
import { LEASE_MS, type OutboxRows } from './outbox-rows.js';
import { sendingSpan } from './sending-span.js';
import { RelayMetrics } from './relay-metrics.js';

/** The in-process broker commits a batch in one go, which everybody else in the process waits for. */
const BATCH = 100;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** After so many attempts in vain an operator is told that nobody is bound: at a first start that takes a moment. */
const ATTEMPTS_BEFORE_COMPLAINT = 4;

/** What became of one publish: the broker has it, nobody is bound to its key, or nobody knows. */
type Outcome = 'sent' | Error;

/** Publishes what the outbox holds: claims, publishes, marks. Whatever is not confirmed is unknown, and sent again. */
export class Relay {
  /** Where the outbox of this process leaves what it has just committed. */
  readonly handOver: HandOver;
  private readonly metrics: RelayMetrics;

  constructor(
    private readonly rows: OutboxRows,
    private readonly broker: Broker,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
    metrics: Metrics,
    /** A publish that takes longer is given up as unknown; well below the lease. */
    private readonly publishTimeoutMs = LEASE_MS * 0.6,
    private readonly tracing = Tracing.off,
  ) {
    this.handOver = new HandOver(ids.next(), rows.leaseMs);
    this.metrics = new RelayMetrics(metrics, rows, clock);
  }

  /** Publishes one batch; `again` when there may be more that can be published now. */
  async round(): Promise<void | 'again'> {
    // A name for this very claim: marks that come after its lease change nothing, not even in this relay's next claim.
    const owner = this.ids.next();
    return this.publishAll(owner, await this.rows.claim(owner, BATCH));
  }

  /** Publishes one batch of what was handed over by the transactions of this process; `again` when there may be more. */
  handedRound(): Promise<void | 'again'> {
    return this.publishAll(this.handOver.owner, this.handOver.give(BATCH, this.publishTimeoutMs));
  }

  private async publishAll(owner: string, entries: OutboxEntry[]): Promise<void | 'again'> {
    if (entries.length === 0) return;
    const outcomes = await Promise.all(entries.map((entry) => this.publish(entry)));
    const sent = entries.filter((_, index) => outcomes[index] === 'sent');
    await this.rows.markSent(owner, sent, this.clock.now());
    const failed = entries.flatMap((entry, index) => {
      const outcome = outcomes[index];
      return outcome instanceof Error ? [{ entry, error: outcome }] : [];
    });
    await this.giveBack(owner, failed);
    const brokerAnswers = failed.every(({ error }) => error instanceof Unroutable);
    if (entries.length === BATCH && brokerAnswers) return 'again';
  }

  /** Publishes until nothing more can be published: the last act before the broker is closed. */
  async flush(): Promise<void> {
    await inContext(newContext(), async () => {
      while ((await this.handedRound()) === 'again');
      while ((await this.round()) === 'again');
    });
  }

  private async publish(entry: OutboxEntry): Promise<Outcome> {
    const { tracer } = this.tracing;
    const span = tracer && sendingSpan(tracer, entry);
    const { id, routingKey, body } = entry;
    const headers = span && { headers: { traceparent: traceparentOf(span.spanContext()) } };
    try {
      await this.inTime(this.broker.publish({ id, routingKey, body, ...headers }));
      this.metrics.published(routingKey);
      return 'sent';
    } catch (error) {
      if (span) failSpan(span, error);
      this.metrics.failed(error instanceof Unroutable ? 'unroutable' : 'unknown');
      return error instanceof Error ? error : new PublishUnknown(String(error));
    } finally {
      span?.end();
    }
  }

  private async inTime(publishing: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new PublishUnknown(`no answer within ${this.publishTimeoutMs} ms`)),
        this.publishTimeoutMs,
      );
    });
    try {
      await Promise.race([publishing, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Gives back what could not be published: what failed alike is one update. */
  private async giveBack(owner: string, failed: { entry: OutboxEntry; error: Error }[]): Promise<void> {
    const alike = new Map<string, { entries: OutboxEntry[]; error: Error; attempts: number }>();
    for (const { entry, error } of failed) {
      const attempts = entry.attempts + 1;
      const key = `${attempts} ${error.message}`;
      const group = alike.get(key) ?? { entries: [], error, attempts };
      group.entries.push(entry);
      alike.set(key, group);
    }
    for (const { entries, error, attempts } of alike.values()) {
      this.report(entries, error, attempts);
      await this.rows.giveBack(owner, entries, error.message, pauseAfter(attempts));
    }
  }

  private report(entries: OutboxEntry[], error: Error, attempts: number): void {
    const facts = { messages: entries.length, first: entries[0]?.id, attempts, error };
    if (!(error instanceof Unroutable)) this.log.warn('messages could not be published yet', facts);
    // Not what passes by itself, but a fault of the installation that an operator must see.
    else if (attempts >= ATTEMPTS_BEFORE_COMPLAINT) this.log.error('nobody is bound to a message', facts);
    else this.log.debug('nobody is bound to a message yet', facts);
  }
}

const pauseAfter = (attempts: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
