import { describe, expect, it } from '@jest/globals';
import { mergeMetrics } from './merge-metrics.js';
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

  it('of several services in one process are told together, each figure once', async () => {
    const [registration, lecture] = [new Metrics('registration'), new Metrics('lecture')];
    for (const metrics of [registration, lecture]) metrics.counter('sugang_outbox_total', 'Events').inc();
    lecture.gauge('sugang_lectures', 'Lectures').set(3);
    expect(await mergeMetrics([registration, lecture])).toBe(
      [
        '# HELP sugang_outbox_total Events',
        '# TYPE sugang_outbox_total counter',
        'sugang_outbox_total{service="registration"} 1',
        'sugang_outbox_total{service="lecture"} 1',
        '',
        '# HELP sugang_lectures Lectures',
        '# TYPE sugang_lectures gauge',
        'sugang_lectures{service="lecture"} 3',
        '',
      ].join('\n'),
    );
  });
});
