import type { Log, Metrics } from '#platform';
import type { CallObserver } from './call-policy.js';
import type { BreakerState } from './circuit.js';

const STATES: Record<BreakerState, number> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

export function callMetrics(dependency: string, metrics: Metrics, log: Log): CallObserver {
  const named = (metric: string) => `sugang_${dependency}_${metric}`;
  const seconds = metrics.histogram(
    named('call_seconds'),
    `Duration of a call to ${dependency}, all attempts included`,
    ['outcome'],
  );
  const retries = metrics.counter(named('retries_total'), `Retried attempts to call ${dependency}`, ['fault']);
  const state = metrics.gauge(named('breaker_state'), 'Circuit breaker: 0 closed, 1 half open, 2 open');
  const trips = metrics.counter(named('breaker_trips_total'), 'Number of times the circuit breaker has opened');
  const limit = metrics.gauge(named('concurrency_limit'), `Current limit of concurrent calls to ${dependency}`);
  state.set(STATES.CLOSED);
  return {
    ended: (outcome, duration) => seconds.observe({ outcome }, duration),
    retried: (fault) => retries.inc({ fault }),
    limit: (calls) => limit.set(calls),
    breaker(to) {
      state.set(STATES[to]);
      if (to === 'OPEN') trips.inc();
      log[to === 'OPEN' ? 'warn' : 'info']('the circuit breaker changed its state', { dependency, breaker: to });
    },
  };
}
