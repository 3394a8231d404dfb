import type { Log, Metrics } from '#platform';
import type { CallWatcher } from './call-policy.js';
import type { BreakerState } from './circuit.js';

const STATES: Record<BreakerState, number> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

/**
 * Turns what befalls the calls to `dependency` into metrics (`sugang_payment_call_seconds`, `…_retries_total`,
 * `…_breaker_state`: 0 closed, 1 half open, 2 open, `…_breaker_trips_total`) and log lines.
 */
export function callMetrics(dependency: string, metrics: Metrics, log: Log): CallWatcher {
  const named = (figure: string) => `sugang_${dependency}_${figure}`;
  const seconds = metrics.histogram(named('call_seconds'), `Duration of a whole call to ${dependency}`, ['outcome']);
  const retries = metrics.counter(named('retries_total'), `Attempts at ${dependency} tried again`, ['fault']);
  const state = metrics.gauge(named('breaker_state'), 'Circuit breaker: 0 closed, 1 half open, 2 open');
  const trips = metrics.counter(named('breaker_trips_total'), 'How often the circuit breaker has opened');
  state.set(STATES.CLOSED);
  return {
    ended: (outcome, took) => seconds.observe({ outcome }, took),
    retried: (fault) => retries.inc({ fault }),
    breaker(to) {
      state.set(STATES[to]);
      if (to === 'OPEN') trips.inc();
      log[to === 'OPEN' ? 'warn' : 'info']('the circuit breaker changed', { dependency, breaker: to });
    },
  };
}
