import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';
import { json } from './stand-in.js';

let gateway: RunningGateway;
beforeEach(async () => {
  gateway = await RunningGateway.start({ SUGANG_UPSTREAM_TIMEOUT_MS: '2000' });
});
afterEach(() => gateway.stop());

const call = async (path: string, init: RequestInit = {}) => {
  const began = performance.now();
  const answer = await fetch(`${gateway.url}${path}`, init);
  const body: any = await answer.json();
  return { status: answer.status, headers: answer.headers, body, took: performance.now() - began };
};
const post = (path: string, body = '{}') =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
const failures = async (): Promise<string[]> => {
  const text = await gateway.service.metrics.text();
  return text.split('\n').filter((line) => line.startsWith('sugang_upstream_failures_total{'));
};

describe('a service that is down', () => {
  it('gets an immediate 503 for its clients, does not affect other services, and is used again when it is back', async () => {
    expect((await call('/api/v1/payments/1')).status).toBe(200);
    await gateway.behind.payment.die();
    const refused = await call('/api/v1/payments/1', { headers: { 'x-correlation-id': 'minas-try' } });
    expect(refused).toMatchObject({
      status: 503,
      body: {
        code: 'UNAVAILABLE',
        status: 503,
        instance: '/api/v1/payments/1',
        traceId: expect.stringMatching(/^\w{32}$/),
      },
    });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('x-correlation-id')).toBe('minas-try');
    expect(refused.took).toBeLessThan(1_500);
    expect(JSON.stringify(refused.body)).not.toMatch(/127|ECONN|stack/);
    expect((await call('/api/v1/lectures')).status).toBe(200);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    expect(await failures()).toEqual([expect.stringMatching(/upstream="payment",kind="(unreachable|broken)".*} 1$/)]);
    await gateway.behind.payment.comeBack();
    expect((await call('/api/v1/payments/1')).status).toBe(200);
  });

  it('answers 503 to POST as well', async () => {
    await gateway.behind.registration.die();
    expect(await post('/api/v1/registrations')).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
  });
});

describe('a slow service', () => {
  it('causes a 503 in time and is called only once, for every method', async () => {
    gateway.behind.lecture.answer = () => undefined;
    const [read, written] = await Promise.all([call('/api/v1/lectures'), post('/api/v1/admin/lectures')]);
    expect([read.status, written.status]).toEqual([503, 503]);
    expect(read.body).toMatchObject({ code: 'UNAVAILABLE', detail: expect.stringContaining('too long') });
    expect(Math.max(read.took, written.took)).toBeLessThan(6_000);
    expect(gateway.behind.lecture.asked).toHaveLength(2);
    expect(await failures()).toEqual([expect.stringMatching(/upstream="lecture",kind="too_slow".*} 2$/)]);
  });

  it('has a longer timeout on routes that include a payment', async () => {
    gateway.behind.registration.answer = (_request, response) =>
      void setTimeout(() => json(response, 200, {}), 4_500).unref();
    const [read, registered] = await Promise.all([call('/api/v1/registrations'), post('/api/v1/registrations')]);
    expect([read.status, registered.status]).toEqual([503, 200]);
  });

  it('has its request canceled when the client disconnects', async () => {
    const leaving = new AbortController();
    const asked = new Promise<Socket>((resolve) => {
      gateway.behind.lecture.answer = (request) => resolve(request.socket);
    });
    const gone = expect(fetch(`${gateway.url}/api/v1/lectures`, { signal: leaving.signal })).rejects.toThrow();
    const closed = once(await asked, 'close');
    const left = performance.now();
    leaving.abort();
    await Promise.all([gone, closed]);
    expect(performance.now() - left).toBeLessThan(1_500);
    expect(await failures()).toEqual([]);
  });
});

describe('a connection that breaks', () => {
  const breakOnce = (): void => {
    let broken = false;
    gateway.behind.mypage.answer = (request, response) => {
      if (broken) return json(response, 200, { seen: request.method });
      broken = true;
      request.socket.destroy();
    };
  };

  it('is hidden from the client for an idempotent request, which is retried', async () => {
    breakOnce();
    expect(await call('/api/v1/mypage')).toMatchObject({ status: 200, body: { seen: 'GET' } });
    expect(gateway.behind.mypage.asked).toHaveLength(2);
  });

  it('is retried with the same body', async () => {
    breakOnce();
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"channels":[]}' };
    expect(await call('/api/v1/mypage', init)).toMatchObject({ status: 200, body: { seen: 'PUT' } });
  });

  it('never retries a request that may have been executed', async () => {
    breakOnce();
    expect(await post('/api/v1/mypage')).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(gateway.behind.mypage.asked).toHaveLength(1);
  });

  it.each([
    ['registration', '/api/v1/registrations', 2],
    ['identity', '/api/v1/auth/login', 1],
  ] as const)('repeats a POST with a key only where keys are known: %s', async (service, path, times) => {
    gateway.behind[service].answer = (request) => request.socket.destroy();
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'minas-try' };
    expect((await call(path, { method: 'POST', headers, body: '{}' })).status).toBe(503);
    const keys = gateway.behind[service].asked.map((request) => request.headers['idempotency-key']);
    expect(keys).toEqual(Array.from({ length: times }, () => 'minas-try'));
  });

  it('results in a 503 after the second attempt', async () => {
    gateway.behind.mypage.answer = (request) => request.socket.destroy();
    expect((await call('/api/v1/mypage')).status).toBe(503);
    expect(gateway.behind.mypage.asked).toHaveLength(2);
  });

  it('during a response aborts the response, so that no client accepts a partial one', async () => {
    gateway.behind.lecture.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      response.write('half', () => response.destroy());
    };
    const answer = await fetch(`${gateway.url}/api/v1/admin/lectures/1/roster`);
    await expect(answer.text()).rejects.toThrow();
  });
});

describe('a response that is not HTTP', () => {
  it('becomes a 503 for the client', async () => {
    const nonsense = createServer((socket) => void socket.once('data', () => socket.end('hello?\r\n\r\n')));
    await new Promise<void>((resolve) => nonsense.listen(0, '127.0.0.1', resolve));
    const { port } = nonsense.address() as { port: number };
    const other = await RunningGateway.start({ SUGANG_PAYMENT_URL: `http://127.0.0.1:${port}` });
    expect((await fetch(`${other.url}/api/v1/payments`)).status).toBe(503);
    await other.stop();
    nonsense.close();
  });
});

describe('connections to a service', () => {
  it('are reused', async () => {
    for (let i = 0; i < 20; i += 1) await call('/api/v1/lectures');
    expect(gateway.behind.lecture.connections).toBe(1);
  });

  it('that the service has closed are not used, so that no POST is lost', async () => {
    await post('/api/v1/registrations');
    await gateway.behind.registration.die();
    await gateway.behind.registration.comeBack();
    await eventually(() => expect(gateway.behind.registration.sockets.size).toBe(0));
    expect((await post('/api/v1/registrations')).status).toBe(200);
  });
});
