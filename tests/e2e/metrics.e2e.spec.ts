import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, freePort } from '#testing';
import { Client } from '../support/client.js';
import { expressions, rules, ScrapedMetrics } from '../support/metrics.js';
import { RunningSystem } from '../support/running-system.js';
import { ServiceProcess } from '../support/service-process.js';

const run = promisify(execFile);

const operators = [
  'sugang_registrations_total',
  'sugang_seats',
  'sugang_payment_call_seconds_count',
  'sugang_payment_breaker_state',
  'sugang_payment_concurrency_limit',
  'sugang_payment_deferred_total',
  'sugang_outbox_pending',
  'sugang_outbox_oldest_seconds',
  'sugang_events_published_total',
  'sugang_events_consumed_total',
  'sugang_event_lag_seconds_count',
  'sugang_parked_messages',
  'sugang_store_connections',
  'sugang_store_connections_max',
  'sugang_store_connections_waiting',
  'sugang_holds_expired_total',
  'sugang_view_lag_seconds_count',
  'http_request_duration_seconds_count',
  'nodejs_eventloop_lag_p99_seconds',
];

describe('the metrics of the running system', () => {
  let system: RunningSystem;
  let gateway: ServiceProcess;
  let scrapedMetrics: ScrapedMetrics;

  beforeAll(async () => {
    system = await RunningSystem.start();
    const upstreams = ['REGISTRATION', 'PAYMENT', 'LECTURE', 'MYPAGE', 'IDENTITY'].map((name) => [
      `SUGANG_${name}_URL`,
      system.url,
    ]);
    // The metrics of the gateway exist in the distributed mode only: one runs in front, with one service missing.
    gateway = await ServiceProcess.of('gateway', {
      ...Object.fromEntries(upstreams),
      SUGANG_NOTIFICATION_URL: `http://127.0.0.1:${await freePort()}`,
      SUGANG_JWKS_URL: `${system.url}/.well-known/jwks.json`,
    });
    await gateway.start();
    await something();
    const scraped = await Promise.all(
      [system.managementUrl, gateway.managementUrl].map(async (url) => (await fetch(`${url}/metrics`)).text()),
    );
    scrapedMetrics = new ScrapedMetrics(scraped.join('\n'));
  });
  afterAll(async () => {
    await Promise.all([gateway?.stop(), system?.stop()]);
    system?.forget();
  });

  /** One registration is paid, canceled and refunded; another payment has no response. */
  async function something(): Promise<void> {
    const mina = await Client.login(system.url, 'mina@sugang.dev');
    const lectures = await mina.registrable();
    const paid = await mina.register(lectures.find(({ fee }) => fee.amount > 0).id);
    expect(paid.status).toBe(201);
    expect((await mina.register(lectures.findLast(({ fee }) => fee.amount > 0).id, 'tok_error')).status).toBe(202);
    expect((await mina.cancel(paid.body.id)).status).toBe(200);
    await eventually(async () => {
      const [payment] = (await mina.get(`/payments?registrationId=${paid.body.id}`)).body.items;
      expect(payment.status).toBe('CANCELED');
      expect((await mina.get(`/mypage/registrations/${paid.body.id}`)).body.status).toBe('CANCELED');
    });
    const outside = new Client(gateway.url, mina.token);
    expect((await outside.get('/lectures')).status).toBe(200);
    expect((await outside.get('/mypage/notifications')).status).toBe(503);
  }

  it('include every metric and label that alerts and dashboards query', () => {
    const asked = expressions();
    expect(asked.length).toBeGreaterThan(60);
    const missing = asked.flatMap(({ where, expr }) => scrapedMetrics.missing(expr).map((name) => `${where}: ${name}`));
    expect(missing).toEqual([]);
  });

  it("come from a system that passes the chart's smoke test, which fails without a running system", async () => {
    const smoke = (url: string) =>
      run(process.execPath, ['helm/sugang/files/smoke-test.mjs'], {
        env: { ...process.env, SUGANG_URL: url, SIGN_UP: 'true' },
      });
    expect((await smoke(gateway.url)).stdout).toContain('GET /api/v1/mypage: 200');
    await expect(smoke(`http://127.0.0.1:${await freePort()}`)).rejects.toThrow('fetch failed');
  });

  it('include every metric that the operations page promises', () => {
    expect(operators.flatMap((name) => scrapedMetrics.missing(name))).toEqual([]);
  });

  it('are reported missing under another name or label (negative control)', () => {
    expect(scrapedMetrics.missing('rate(sugang_registration_total[5m])')).toEqual(['sugang_registration_total']);
    expect(scrapedMetrics.missing('sugang_seats{colour="red"} > sugang_seats{state="held"}')).toEqual([
      'sugang_seats{colour}',
    ]);
  });

  it('are recorded under the names that alerts and dashboards query', () => {
    const recorded = rules().map(({ record }) => record);
    const asked = expressions().flatMap(({ expr }) => expr.match(/\bsugang:[a-z0-9_:]+/g) ?? []);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !recorded.includes(name))).toEqual([]);
  });
});
