import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('the figures of a service', () => {
  it('carry the name of the service, and are apart from those of others', async () => {
    const registration = new Metrics('registration');
    registration.counter('sugang_registrations_total', 'Registrations', ['result']).inc({ result: 'CONFIRMED' });
    expect(await registration.text()).toContain(
      'sugang_registrations_total{result="CONFIRMED",service="registration"} 1',
    );
    expect(await new Metrics('lecture').text()).not.toContain('sugang_registrations_total');
  });

  it('are made once, however often they are named', async () => {
    const metrics = new Metrics('registration');
    for (let i = 0; i < 3; i += 1) metrics.counter('sugang_holds_expired_total', 'Holds').inc();
    expect(await metrics.text()).toContain('sugang_holds_expired_total{service="registration"} 3');
  });

  it('may be read anew at each scrape', async () => {
    const metrics = new Metrics('registration');
    let pending = 1;
    metrics.gauge('sugang_outbox_pending', 'Pending', [], (gauge) => gauge.set(pending));
    expect(await metrics.text()).toContain('sugang_outbox_pending{service="registration"} 1');
    pending = 7;
    expect(await metrics.text()).toContain('sugang_outbox_pending{service="registration"} 7');
  });

  it('tell of the process and its event loop', async () => {
    expect(await new Metrics('registration').ofProcess().text()).toContain('nodejs_eventloop_lag_p99_seconds');
  });
});
