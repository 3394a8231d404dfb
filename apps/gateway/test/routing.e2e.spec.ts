import { request as httpRequest, type IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '#contracts';
import { pathOf } from '#platform';
import { RunningGateway } from './running-gateway.js';
import { bodyOf, json } from './stand-in.js';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await RunningGateway.start();
});
afterAll(() => gateway.stop());
afterEach(() => Object.values(gateway.behind).forEach(({ asked }) => asked.splice(0)));

const askedOf = (): string[] =>
  Object.entries(gateway.behind).flatMap(([name, { asked }]) => asked.map(({ url }) => `${name} ${url}`));

/** A request whose path and headers are sent exactly as given. */
const raw = (options: { path: string; method?: string; headers?: Record<string, string>; body?: string }) =>
  new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: gateway.port, agent: false, ...options }, (answer) => {
      bodyOf(answer).then((body) => resolve({ status: answer.statusCode!, headers: answer.headers, body }), reject);
    });
    sent.on('error', reject).end(options.body);
  });

describe('routing', () => {
  it.each<[ServiceName, string]>([
    ['registration', '/api/v1/lectures/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01/availability'],
    ['registration', '/api/v1/registrations?status=CONFIRMED&limit=2'],
    ['registration', '/api/v1/registrations/1/payment'],
    ['payment', '/api/v1/payments/1'],
    ['notification', '/api/v1/mypage/notifications'],
    ['notification', '/api/v1/mypage/notification-preferences'],
    ['mypage', '/api/v1/mypage'],
    ['mypage', '/api/v1/mypage/registrations/1'],
    ['identity', '/api/v1/auth/login'],
    ['identity', '/api/v1/admin/accounts'],
    ['identity', '/.well-known/jwks.json'],
    ['identity', '/oauth/token'],
    ['lecture', '/api/v1/lectures?q=%ED%95%9C%EA%B5%AD&cursor=a%2Bb'],
    ['lecture', '/api/v1/lectures/1'],
    ['lecture', '/api/v1/admin/lectures/1/roster'],
  ])('%s answers %s', async (service, path) => {
    expect((await raw({ path })).status).toBe(200);
    expect(askedOf()).toEqual([`${service} ${path}`]);
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE'])(
    'sends every method to the owning service: %s',
    async (method) => {
      expect((await raw({ path: '/api/v1/payments', method })).status).toBe(200);
      expect(gateway.behind.payment.asked.map((request) => request.method)).toEqual([method]);
    },
  );

  it.each([
    '/api',
    '/api/v1',
    '/api/v1/nowhere',
    '/api/v2/lectures',
    '/api/v1/lecturesque',
    '/internal/payments',
    '/internal',
    '/favicon.ico',
    '//api/v1/lectures',
    '/API/v1/lectures',
  ])('returns 404 for %s', async (path) => {
    const answer = await raw({ path });
    expect([answer.status, answer.headers['content-type']]).toEqual([404, expect.stringContaining('problem+json')]);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'NOT_FOUND', instance: path });
    expect(askedOf()).toEqual([]);
  });

  it.each([
    '/api/v1/lectures/../../../internal/payments',
    '/api/v1/lectures/%2e%2e/%2e%2e/%2e%2e/internal/payments',
    '/api/v1/lectures/..%2f..%2f..%2finternal/payments',
    '/api/v1/lectures/\\..\\..\\..\\internal\\payments',
    '/api/v1/lectures/%zz',
    '/api/v1/auth/./login',
    '/api/v1/auth/%2e/login',
    '/api/v1/auth/%252e/login',
    '/api/v1/auth/.\\login',
    '/api/v1/auth/%5c/login',
    '/api/v1/auth/..;/auth/login',
    '/oauth/./token',
    'http://localhost/api/v1/auth/./login',
    'http://localhost/api/v1/auth/%2e/login',
  ])('rejects a path with another reading: %s', async (path) => {
    const answer = await raw({ path });
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([400, 'INVALID_REQUEST']);
    expect(askedOf()).toEqual([]);
  });

  it('forwards every path exactly as it was checked, or not at all', async () => {
    const parts = ['/', '/./', '.', '..', '%2e', '%252e', '%5c', '\\', ';', '%2f', '%', '#', '{', 'é', 'log%69n', 'a'];
    const starts = fc.constantFrom(
      '/api/v1/auth',
      '/oauth',
      '/api/v1/lectures',
      'http://x/api/v1/auth',
      '/.well-known',
    );
    const ends = fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((each) => each.join(''));
    let forwarded = 0;
    const property = fc.asyncProperty(starts, ends, fc.constantFrom('', '?a=/../b'), async (start, end, query) => {
      const path = `${start}/${end}${query}`;
      const { status } = await raw({ path, method: 'POST' });
      const asked = askedOf().map((each) => each.split(' ')[1]);
      Object.values(gateway.behind).forEach((service) => service.asked.splice(0));
      expect(asked).toEqual(status === 200 ? [`${pathOf(path)}${query}`] : []);
      expect([200, 400, 404]).toContain(status);
      forwarded += asked.length;
    });
    await fc.assert(property, { numRuns: 600 });
    expect(forwarded).toBeGreaterThan(20);
  });
});

describe('a service with a base path', () => {
  it('is called below its base path only', async () => {
    const other = await RunningGateway.start({ SUGANG_PAYMENT_URL: `${gateway.behind.payment.url}/base/` });
    expect((await fetch(`${other.url}/api/v1/payments/1?limit=2`)).status).toBe(200);
    expect(askedOf()).toEqual(['payment /base/api/v1/payments/1?limit=2']);
    await other.stop();
  });
});

describe('the response of a service', () => {
  it('keeps status, headers and body, also of a problem', async () => {
    gateway.behind.lecture.answer = (_request, response) =>
      json(response, 412, { code: 'PRECONDITION_FAILED' }, { etag: '"3"', 'content-type': 'application/problem+json' });
    const answer = await raw({ path: '/api/v1/lectures/1' });
    expect([answer.status, answer.headers['etag'], answer.headers['content-type']]).toEqual([
      412,
      '"3"',
      'application/problem+json',
    ]);
    expect(answer.body).toBe('{"code":"PRECONDITION_FAILED"}');
  });

  it('keeps a 405 with its Allow header', async () => {
    gateway.behind.payment.answer = (_request, response) =>
      json(response, 405, { code: 'METHOD_NOT_ALLOWED' }, { allow: 'GET, HEAD' });
    const answer = await raw({ path: '/api/v1/payments', method: 'DELETE' });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });

  it('keeps the length of a HEAD response, or its absence', async () => {
    gateway.behind.lecture.answer = (_request, response) =>
      void response.writeHead(200, { 'content-length': '1234', etag: '"1"' }).end();
    const answer = await raw({ path: '/api/v1/lectures/1', method: 'HEAD' });
    expect([answer.status, answer.headers['content-length'], answer.headers['etag'], answer.body]).toEqual([
      200,
      '1234',
      '"1"',
      '',
    ]);
  });

  it('keeps 204 and 304 without a body, and every Set-Cookie header', async () => {
    gateway.behind.mypage.answer = (_request, response) =>
      void response.writeHead(204, { 'set-cookie': ['a=1', 'b=2'] }).end();
    const empty = await raw({ path: '/api/v1/mypage' });
    expect([empty.status, empty.headers['set-cookie'], empty.body]).toEqual([204, ['a=1', 'b=2'], '']);
    gateway.behind.mypage.answer = (_request, response) => void response.writeHead(304, { etag: '"1"' }).end();
    expect((await raw({ path: '/api/v1/mypage' })).status).toBe(304);
  });
});
