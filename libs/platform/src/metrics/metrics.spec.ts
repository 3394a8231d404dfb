import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { mergeMetrics, Metrics } from './metrics.js';

describe('the metrics of a service', () => {
  it('have the service as a label, and are separate from those of other services', async () => {
    const registration = new Metrics('registration');
    registration.counter('sugang_registrations_total', 'Registrations', ['result']).inc({ result: 'CONFIRMED' });
    expect(await registration.text()).toContain(
      'sugang_registrations_total{result="CONFIRMED",service="registration"} 1',
    );
    expect(await new Metrics('lecture').text()).not.toContain('sugang_registrations_total');
  });

  it('are created once, however often they are requested', async () => {
    const metrics = new Metrics('registration');
    for (let i = 0; i < 3; i += 1) metrics.counter('sugang_holds_expired_total', 'Holds').inc();
    expect(await metrics.text()).toContain('sugang_holds_expired_total{service="registration"} 3');
  });

  it('may be collected at each scrape', async () => {
    const metrics = new Metrics('registration');
    let pending = 1;
    metrics.gauge('sugang_outbox_pending', 'Pending', [], (gauge) => gauge.set(pending));
    expect(await metrics.text()).toContain('sugang_outbox_pending{service="registration"} 1');
    pending = 7;
    expect(await metrics.text()).toContain('sugang_outbox_pending{service="registration"} 7');
  });

  it('are two series for each combination of labels where no quantile is needed', async () => {
    const metrics = new Metrics('registration');
    for (const task of ['expire', 'cancel'])
      metrics.summary('sugang_recurring_seconds', 'Runs', ['task']).observe({ task }, 2);
    const series = (await metrics.text()).split('\n').filter((line) => line.startsWith('sugang_'));
    expect(series).toHaveLength(4);
    expect(series).toContain('sugang_recurring_seconds_sum{task="cancel",service="registration"} 2');
  });

  it('include the process and its event loop', async () => {
    expect(await new Metrics('registration').withProcessMetrics().text()).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('name the version of the build and of Node.js', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await new Metrics('registration').withProcessMetrics().text()).toContain(
      `sugang_build_info{version="${version}",node="${process.version}",service="registration"} 1`,
    );
  });

  it('of several services in one process are merged, each metric once', async () => {
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
