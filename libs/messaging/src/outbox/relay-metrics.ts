import type { Clock, Metrics } from '#platform';
import type { OutboxRows } from './outbox-rows.js';

export class RelayMetrics {
  private readonly confirmed;
  private readonly failures;

  constructor(metrics: Metrics, rows: OutboxRows, clock: Clock) {
    this.confirmed = metrics.counter('sugang_events_published_total', 'Messages confirmed by the broker', ['key']);
    this.failures = metrics.counter(
      'sugang_publish_failures_total',
      'Failed publishes: no queue bound to the key (unroutable), or no confirmation (unknown)',
      ['reason'],
    );
    metrics.gauge('sugang_outbox_pending', 'Messages in the outbox that are not published yet', [], async (gauge) =>
      gauge.set((await rows.pending()).count),
    );
    metrics.gauge(
      'sugang_outbox_oldest_seconds',
      'Age of the oldest message that is not published yet',
      [],
      async (gauge) => {
        const { oldest } = await rows.pending();
        gauge.set(oldest ? Math.max(0, (clock.now().getTime() - oldest.getTime()) / 1000) : 0);
      },
    );
  }

  published(routingKey: string): void {
    this.confirmed.inc({ key: routingKey });
  }

  failed(reason: 'unroutable' | 'unknown'): void {
    this.failures.inc({ reason });
  }
}
