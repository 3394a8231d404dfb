import { describe, expect, it } from '@jest/globals';
import { Log, Metrics } from '#platform';
import { callMetrics } from './call-metrics.js';
import { CallPolicy } from './call-policy.js';
import { defaultCallSettings } from './call-settings.js';

describe('callMetrics', () => {
  const metrics = new Metrics('registration');
  const policy = new CallPolicy(
    'payment',
    { ...defaultCallSettings, retries: 0 },
    callMetrics('payment', metrics, Log.silent()),
  );

  it('reports a closed breaker before the first call', async () => {
    expect(await metrics.text()).toContain('sugang_payment_breaker_state{service="registration"} 0');
  });

  it('counts responses and openings of the breaker', async () => {
    await policy.call(() => Promise.resolve('COMPLETED'));
    const faults = Array.from({ length: 30 }, () => policy.call(() => Promise.reject(new Error('connection reset'))));
    await Promise.allSettled(faults);
    const text = await metrics.text();
    expect(text).toMatch(/sugang_payment_call_seconds_count\{[^}]*outcome="ANSWERED"[^}]*\} 1/);
    expect(text).toContain('sugang_payment_breaker_state{service="registration"} 2');
    expect(text).toContain('sugang_payment_breaker_trips_total{service="registration"} 1');
  });
});
