import type { Counter, Histogram } from 'prom-client';
import type { ServiceName } from '#contracts';
import type { Log, Metrics } from '#platform';
import type { BreakerState } from '#resilience';
import type { FailureKind } from './upstream-failure.js';
import type { Upstreams } from './upstreams.js';

const STATES: Record<BreakerState, number> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

export class UpstreamMetrics {
  private readonly seconds: Histogram<'upstream' | 'code'>;
  private readonly failures: Counter<'upstream' | 'kind'>;

  constructor(
    metrics: Metrics,
    private readonly log: Log,
    upstreams: Upstreams,
  ) {
    this.seconds = metrics.histogram(
      'sugang_upstream_seconds',
      'Time until the first byte of a response from a service, in seconds',
      ['upstream', 'code'],
    );
    this.failures = metrics.counter(
      'sugang_upstream_failures_total',
      'Requests that a service failed, by kind of failure',
      ['upstream', 'kind'],
    );
    const labels = ['upstream', 'address'] as const;
    const circuits = 'State of the circuit breaker of an address: 0 closed, 1 half open, 2 open';
    metrics.gauge('sugang_upstream_circuit_state', circuits, labels, (gauge) =>
      eachAddress(upstreams, (at, { circuit }) => gauge.set(at, STATES[circuit.state])),
    );
    metrics.gauge('sugang_upstream_ready', 'Whether an address of a service is in use: 1 yes, 0 no', labels, (gauge) =>
      eachAddress(upstreams, (at, { ready }) => gauge.set(at, ready ? 1 : 0)),
    );
  }

  responded(upstream: ServiceName, code: number, milliseconds: number): void {
    this.seconds.observe({ upstream, code }, milliseconds / 1000);
  }

  failed(upstream: ServiceName, kind: FailureKind, error: Error): void {
    this.failures.inc({ upstream, kind });
    if (kind !== 'cut_off') this.log.warn('a request to a service failed', { upstream, kind, error });
  }
}

type Address = Upstreams['all'][number]['addresses'][number];

function eachAddress(
  { all }: Upstreams,
  record: (labels: { upstream: string; address: string }, address: Address) => void,
): void {
  for (const { service, addresses } of all) {
    for (const address of addresses) record({ upstream: service, address: address.url }, address);
  }
}
