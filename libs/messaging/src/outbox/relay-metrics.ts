import type { Clock, Metrics } from '#platform';
import type { OutboxRows } from './outbox-rows.js';

/** The relay's figures. */
export class RelayMetrics {
  private readonly confirmed;
  private readonly failures;

  constructor(metrics: Metrics, rows: OutboxRows, clock: Clock) {
    this.confirmed = metrics.counter('sugang_events_published_total', 'Messages confirmed by the broker', ['key']);
    this.failures = metrics.counter(
      'sugang_publish_failures_total',
      'Publishes that nobody was bound to (unroutable), or whose outcome is unknown',
      ['reason'],
    );
    metrics.gauge('sugang_outbox_pending', 'Messages in the outbox that wait to be published', [], async (gauge) =>
      gauge.set((await rows.waiting()).count),
    );
    metrics.gauge('sugang_outbox_oldest_seconds', 'Age of the oldest waiting message', [], async (gauge) => {
      const { oldest } = await rows.waiting();
      gauge.set(oldest ? Math.max(0, (clock.now().getTime() - oldest.getTime()) / 1000) : 0);
    });
  }

  published(routingKey: string): void {
    this.confirmed.inc({ key: routingKey });
  }

  failed(reason: 'unroutable' | 'unknown'): void {
    this.failures.inc({ reason });
  }
}
