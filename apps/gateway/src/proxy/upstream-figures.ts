import type { Counter, Histogram } from 'prom-client';
import type { ServiceName } from '#contracts';
import type { Log, Metrics } from '#platform';
import type { FailureKind } from './upstream-failure.js';

/** How the services behind the gateway do, as figures and log lines. */
export class UpstreamFigures {
  private readonly seconds: Histogram<'upstream' | 'method' | 'code'>;
  private readonly failures: Counter<'upstream' | 'kind'>;

  constructor(
    metrics: Metrics,
    private readonly log: Log,
  ) {
    this.seconds = metrics.histogram('sugang_upstream_seconds', 'Time until a service began to answer the gateway', [
      'upstream',
      'method',
      'code',
    ]);
    this.failures = metrics.counter('sugang_upstream_failures_total', 'Requests that a service did not answer', [
      'upstream',
      'kind',
    ]);
  }

  answered(upstream: ServiceName, method: string, code: number, milliseconds: number): void {
    this.seconds.observe({ upstream, method, code }, milliseconds / 1000);
  }

  failed(upstream: ServiceName, kind: FailureKind, error: Error): void {
    this.failures.inc({ upstream, kind });
    this.log.warn('a service does not answer', { upstream, kind, error });
  }
}
