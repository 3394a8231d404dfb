import type { Counter, Histogram } from 'prom-client';
import type { ServiceName } from '#contracts';
import type { Log, Metrics } from '#platform';
import type { BreakerState } from '#resilience';
import type { FailureKind } from './upstream-failure.js';
import type { Upstreams } from './upstreams.js';

const STATES: Record<BreakerState, number> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

/** How the services behind the gateway do, as figures and log lines. */
export class UpstreamFigures {
  private readonly seconds: Histogram<'upstream' | 'method' | 'code'>;
  private readonly failures: Counter<'upstream' | 'kind'>;

  constructor(
    metrics: Metrics,
    private readonly log: Log,
    upstreams: Upstreams,
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
    const labels = ['upstream', 'address'] as const;
    const circuits = 'Circuit of an address of a service: 0 closed, 1 half open, 2 open';
    metrics.gauge('sugang_upstream_circuit_state', circuits, labels, (gauge) =>
      eachAddress(upstreams, (at, { circuit }) => gauge.set(at, STATES[circuit.state])),
    );
    metrics.gauge('sugang_upstream_ready', 'Whether an address of a service is in use', labels, (gauge) =>
      eachAddress(upstreams, (at, { ready }) => gauge.set(at, ready ? 1 : 0)),
    );
  }

  answered(upstream: ServiceName, method: string, code: number, milliseconds: number): void {
    this.seconds.observe({ upstream, method, code }, milliseconds / 1000);
  }

  failed(upstream: ServiceName, kind: FailureKind, error: Error): void {
    this.failures.inc({ upstream, kind });
    // An open circuit has been told when it opened.
    if (kind !== 'cut_off') this.log.warn('a service does not answer', { upstream, kind, error });
  }
}

type Address = Upstreams['all'][number]['addresses'][number];

function eachAddress(
  { all }: Upstreams,
  tell: (labels: { upstream: string; address: string }, address: Address) => void,
): void {
  for (const { service, addresses } of all) {
    for (const address of addresses) tell({ upstream: service, address: address.url }, address);
  }
}
