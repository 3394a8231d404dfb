import type { Counter } from 'prom-client';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import type { LimitName } from './limit-store.js';

const LOG_PAUSE = 10_000;

/** What the entrance refuses, and whether it can count, as figures and log lines. */
export class EdgeFigures {
  private readonly refusals: Counter<'reason'>;
  private readonly notCounted: Counter;
  private toldAt = -Infinity;

  constructor(
    metrics: Metrics,
    private readonly log: Log,
  ) {
    this.refusals = metrics.counter('sugang_edge_refusals_total', 'Requests that the entrance refused', ['reason']);
    this.notCounted = metrics.counter(
      'sugang_limits_uncounted_total',
      'Requests let in while the store of the limits was away',
    );
  }

  refused(reason: LimitName | 'token'): void {
    this.refusals.inc({ reason });
  }

  uncounted(): void {
    this.notCounted.inc();
  }

  /** Told once in a while, however often it fails. */
  storeFailed(error: unknown): void {
    if (performance.now() - this.toldAt < LOG_PAUSE) return;
    this.toldAt = performance.now();
    this.log.error('the store of the limits does not answer: requests are let in uncounted', { error });
  }
}
