import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningGateway } from './running-gateway.js';
import { bodyOf } from './stand-in.js';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await RunningGateway.start();
});
afterAll(() => gateway.stop());
afterEach(() => Object.values(gateway.behind).forEach(({ asked }) => asked.splice(0)));

interface Seen {
  status: number;
  headers: IncomingHttpHeaders;
  body: any;
}

const send = (
  method: string,
  path: string,
  headers: Record<string, string | string[]> = {},
  body?: string | Buffer[],
) =>
  new Promise<Seen>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: gateway.port, agent: false, method, path, headers } as const;
    const sent = httpRequest(options, (answer) => {
      const read = bodyOf(answer).then((text) => JSON.parse(text) as unknown);
      read.then((json) => resolve({ status: answer.statusCode!, headers: answer.headers, body: json }), reject);
    });
    sent.on('error', reject);
    for (const chunk of [body ?? []].flat()) sent.write(chunk);
    sent.end();
  });

describe('a request behind the gateway', () => {
  it('carries the headers and body of the client unchanged', async () => {
    const body = ' {"lectureId": "1",\n "payment": null} ';
    const { authorization } = await gateway.identity.headersFor({ sub: 'mina', role: 'student', name: 'Mina' });
    const { headers, ...seen } = (
      await send(
        'POST',
        '/api/v1/registrations?a=1&a=2',
        { authorization, 'idempotency-key': 'k', 'content-type': 'application/json; charset=utf-8' },
        body,
      )
    ).body as Seen & { url: string };
    expect(seen).toMatchObject({ method: 'POST', url: '/api/v1/registrations?a=1&a=2', body });
    expect(headers).toMatchObject({
      authorization,
      'idempotency-key': 'k',
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(body.length),
      host: new URL(gateway.behind.registration.url).host,
    });
  });

  it.each([
    ['without a body', 'POST', {}, undefined, ''],
    ['with an empty JSON body', 'POST', { 'content-type': 'application/json', 'content-length': '0' }, undefined, ''],
    [
      'in chunks',
      'PATCH',
      { 'content-type': 'application/merge-patch+json' },
      [Buffer.from('{"a"'), Buffer.from(':1}')],
      '{"a":1}',
    ],
    ['of no type', 'POST', {}, '{}', '{}'],
    ['of an unknown type', 'POST', { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, 'x', 'x'],
    ['that is not JSON', 'POST', { 'content-type': 'application/json' }, '{"__proto__":', '{"__proto__":'],
    ['to be ignored, as of every GET', 'GET', { 'content-type': 'application/json', 'content-length': '2' }, '{}', ''],
    ['announced first', 'POST', { expect: '100-continue', 'content-type': 'application/json' }, '{}', '{}'],
  ] as const)('is judged by its service, even %s', async (_, method, headers, body, arrived) => {
    const answer = await send(method, '/api/v1/registrations', headers, body as string);
    expect(answer).toMatchObject({ status: 200, body: { method, body: arrived } });
  });

  it("carries no hop-by-hop headers, nor those named by the client's Connection header", async () => {
    const { body } = await send('GET', '/api/v1/lectures', {
      connection: 'close, x-private',
      'x-private': '1',
      'keep-alive': 'timeout=5',
      te: 'trailers',
      'proxy-authorization': 'Basic x',
      'x-public': '1',
    });
    const names = Object.keys(body.headers as object);
    expect(names).toContain('x-public');
    expect(names).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(x-private|keep-alive|te|proxy-.*)$/)]));
    expect(body.headers.connection).toBe('keep-alive');
  });

  it.each([
    ['with its cookies to identity', '/api/v1/auth/me', 'sugang-session=secret'],
    ['without cookies to every other service', '/api/v1/lectures', undefined],
  ])('is forwarded %s', async (_service, path, cookie) => {
    const { body } = await send('GET', path, { cookie: 'sugang-session=secret' });
    expect(body.headers.cookie).toBe(cookie);
  });

  it('carries forwarding headers of the gateway, not those of the client', async () => {
    const { body } = await send('GET', '/api/v1/lectures', {
      host: 'sugang.example',
      forwarded: 'for=6.6.6.6',
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      'x-real-ip': '6.6.6.6',
    });
    expect(body.headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'sugang.example',
    });
    expect(JSON.stringify(body.headers)).not.toMatch(/6\.6\.6\.6|evil/);
  });

  it("carries forwarding headers even when the client's Connection header names them", async () => {
    const claims = { connection: 'close, X-Forwarded-For, x-private', 'x-private': '1', 'x-sugang-account': 'mina' };
    const { body } = await send('GET', '/api/v1/lectures', claims);
    expect(body.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1' });
    expect(Object.keys(body.headers as object)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^x-(private|sugang)/)]),
    );
  });

  it("keeps the client's correlation id and trace, which the response returns", async () => {
    const sent = { 'x-correlation-id': 'minas-try', traceparent: TRACE };
    const answer = await send('GET', '/api/v1/lectures', sent);
    expect(answer.body.headers).toMatchObject(sent);
    expect(answer.headers).toMatchObject(sent);
  });

  it('gets a correlation id and a trace when they are missing or malformed', async () => {
    const answer = await send('POST', '/api/v1/registrations', { 'x-correlation-id': 'a b', traceparent: 'x' }, '{}');
    const { traceparent, 'x-correlation-id': correlationId } = answer.body.headers as IncomingHttpHeaders;
    expect(correlationId).toMatch(/^[\w-]{36}$/);
    expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(answer.headers).toMatchObject({ traceparent, 'x-correlation-id': correlationId });
  });
});

describe('a response through the gateway', () => {
  it('carries no hop-by-hop headers of the service', async () => {
    gateway.behind.lecture.answer = (_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        connection: 'close, x-hop',
        'x-hop': '1',
        'keep-alive': 'timeout=1',
        'x-end': '1',
      });
      response.end('{}');
    };
    const { headers } = await send('GET', '/api/v1/lectures', { connection: 'keep-alive' });
    expect(headers).toMatchObject({ connection: 'keep-alive', 'x-end': '1' });
    expect(headers).not.toHaveProperty('x-hop');
    expect(headers['keep-alive']).not.toBe('timeout=1');
  });
});

describe('the body limit of 100 KiB', () => {
  const large = 'x'.repeat(100 * 1024 + 1);

  it.each([
    ['announced', { 'content-type': 'application/json', 'content-length': String(large.length) }],
    ['in chunks', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }],
    ['of any type', { 'content-type': 'text/plain', 'content-length': String(large.length) }],
  ])('rejects a larger body, %s', async (_, headers) => {
    const answer = await send('POST', '/api/v1/registrations', headers, large);
    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE', instance: '/api/v1/registrations' },
    });
    expect(gateway.behind.registration.asked).toHaveLength(0);
  });

  it('accepts a body of exactly 100 KiB', async () => {
    const answer = await send('POST', '/api/v1/registrations', { 'content-type': 'application/json' }, large.slice(1));
    expect(answer.status).toBe(200);
  });
});
