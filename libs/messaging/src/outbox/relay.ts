import type { Broker } from '../broker/broker.js';
import { Unroutable } from '../broker/broker.js';
import { inContext, newContext, type Clock, type Ids, type Log, type Metrics } from '#platform';
import type { OutboxEntry } from './outbox-entry.js';
import type { OutboxRows } from './outbox-rows.js';

const BATCH = 200;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** Publishes what the outbox holds: claims, publishes, marks. Whatever is not confirmed is unknown, and sent again. */
export class Relay {
  /** Names this relay's claims, so that marks that come too late change nothing. */
  private readonly owner: string;
  private readonly published;

  constructor(
    private readonly rows: OutboxRows,
    private readonly broker: Broker,
    private readonly clock: Clock,
    ids: Ids,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.owner = ids.next();
    this.published = metrics.counter('sugang_events_published_total', 'Messages confirmed by the broker', ['key']);
    metrics.gauge('sugang_outbox_pending', 'Messages in the outbox that wait to be published', [], async (gauge) =>
      gauge.set((await rows.waiting()).count),
    );
    metrics.gauge('sugang_outbox_oldest_seconds', 'Age of the oldest waiting message', [], async (gauge) => {
      const { oldest } = await rows.waiting();
      gauge.set(oldest ? (clock.now().getTime() - oldest.getTime()) / 1000 : 0);
    });
  }

  /** Publishes one batch; `again` when there may be more. */
  async round(): Promise<void | 'again'> {
    const entries = await this.rows.claim(this.owner, BATCH, this.clock.now());
    if (entries.length === 0) return;
    const outcomes = await Promise.all(entries.map((entry) => this.publish(entry)));
    const sent = entries.filter((_, index) => outcomes[index] === undefined);
    await this.rows.markSent(
      this.owner,
      sent.map(({ id }) => id),
      this.clock.now(),
    );
    for (const [index, entry] of entries.entries()) {
      const error = outcomes[index];
      if (error) await this.giveBack(entry, error);
    }
    if (sent.length > 0) return 'again';
  }

  /** Publishes until nothing more can be published: the last act before the broker is closed. */
  async flush(): Promise<void> {
    while ((await inContext(newContext(), () => this.round())) === 'again');
  }

  private async publish({ id, routingKey, body }: OutboxEntry): Promise<Error | undefined> {
    try {
      await this.broker.publish({ id, routingKey, body });
      this.published.inc({ key: routingKey });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private async giveBack(entry: OutboxEntry, error: Error): Promise<void> {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** entry.attempts, LONGEST_PAUSE_MS);
    const facts = { messageId: entry.id, routingKey: entry.routingKey, attempts: entry.attempts + 1, error };
    // Unroutable is a fault of the installation that an operator must see; anything else passes with the broker's outage.
    if (error instanceof Unroutable && entry.attempts >= 3) this.log.error('nobody is bound to a message', facts);
    else this.log.debug('a message could not be published yet', facts);
    await this.rows.giveBack(this.owner, entry, error.message, new Date(this.clock.now().getTime() + pause));
  }
}
