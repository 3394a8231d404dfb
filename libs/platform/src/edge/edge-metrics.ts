import type { Counter } from 'prom-client';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import type { LimitName } from './edge-settings.js';

const LOG_INTERVAL_MS = 10_000;

export class EdgeMetrics {
  private readonly refusals: Counter<'reason'>;
  private readonly unlimited: Counter;
  private loggedAt = -Infinity;

  constructor(
    metrics: Metrics,
    private readonly log: Log,
  ) {
    this.refusals = metrics.counter('sugang_edge_refusals_total', 'Requests refused at the edge', ['reason']);
    this.unlimited = metrics.counter(
      'sugang_limits_uncounted_total',
      'Requests admitted without rate limiting because the rate limit store was unavailable',
    );
  }

  refused(reason: LimitName | 'token'): void {
    this.refusals.inc({ reason });
  }

  notLimited(): void {
    this.unlimited.inc();
  }

  storeFailed(error: unknown): void {
    if (performance.now() - this.loggedAt < LOG_INTERVAL_MS) return;
    this.loggedAt = performance.now();
    this.log.error('Rate limiting is unavailable (Redis unreachable); requests are not being limited.', { error });
  }
}
