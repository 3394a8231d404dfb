import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { clientAddressOf, dropCookies, replaceForwardedHeaders } from './forwarded-headers.js';

const request = (ip: string, headers: Record<string, string> = {}) =>
  ({
    ip,
    protocol: 'http',
    host: 'sugang.example',
    raw: { headers, socket: { remoteAddress: '10.0.0.9' } },
  }) as unknown as FastifyRequest;

const after = (headers: Record<string, string>) => {
  const given = request('203.0.113.7', headers);
  replaceForwardedHeaders(given);
  return given.raw.headers;
};

const TRUSTED = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'sugang.example' };

describe('clientAddressOf', () => {
  it('returns the address reported by the trusted proxies, or of the peer if that is not an address', () => {
    expect(clientAddressOf(request('2001:db8::1'))).toBe('2001:db8::1');
    expect(clientAddressOf(request('unknown'))).toBe('10.0.0.9');
    expect(clientAddressOf(request('203.0.113.7, <script>'))).toBe('10.0.0.9');
  });

  it('returns an IPv4 address as such, also from a server that listens on IPv6', () => {
    for (const ip of ['::ffff:203.0.113.7', '::FFFF:203.0.113.7'])
      expect(clientAddressOf(request(ip))).toBe('203.0.113.7');
    expect(clientAddressOf(request('::ffff:1'))).toBe('::ffff:1');
  });
});

describe('replaceForwardedHeaders', () => {
  it.each([
    'forwarded',
    'x-forwarded-for',
    'x-forwarded-user',
    'x-real-ip',
    'x-client-ip',
    'true-client-ip',
    'cf-connecting-ip',
    'x-sugang-account',
    'x-internal-role',
    'x-original-url',
    'x-rewrite-url',
    'x-http-method-override',
    'x-envoy-upstream-rq-timeout-ms',
  ])('removes the untrusted header %s', (name) => {
    expect(after({ [name]: '6.6.6.6' })).toEqual(TRUSTED);
  });

  it.each(['authorization', 'idempotency-key', 'if-match', 'accept', 'x-correlation-id', 'traceparent', 'x-my-own'])(
    'keeps the header %s',
    (name) => {
      expect(after({ [name]: '1' })).toEqual({ ...TRUSTED, [name]: '1' });
    },
  );

  it('removes trusted headers from Connection, so that a client cannot have them dropped', () => {
    expect(after({ connection: 'close, X-Forwarded-For,x-mine' }).connection).toBe('close,x-mine');
  });
});

describe('dropCookies', () => {
  it.each([
    ['/api/v1/auth/refresh', { cookie: 'session=1' }],
    ['/api/v1/registrations?cursor=/api/v1/auth', {}],
    ['/docs', {}],
  ])('leaves to %s the headers %j', (url, left) => {
    const given = { raw: { url, headers: { cookie: 'session=1' } } } as unknown as FastifyRequest;
    dropCookies(given);
    expect(given.raw.headers).toEqual(left);
  });
});
