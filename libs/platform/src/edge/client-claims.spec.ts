import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { addressOf, replaceClaims } from './client-claims.js';

const request = (ip: string, headers: Record<string, string> = {}) =>
  ({
    ip,
    protocol: 'http',
    host: 'sugang.example',
    raw: { headers, socket: { remoteAddress: '10.0.0.9' } },
  }) as unknown as FastifyRequest;

const after = (headers: Record<string, string>) => {
  const given = request('203.0.113.7', headers);
  replaceClaims(given);
  return given.raw.headers;
};

const KNOWN = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'sugang.example' };

describe('what a client says about itself', () => {
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
  ])('is dropped: %s', (name) => {
    expect(after({ [name]: '6.6.6.6' })).toEqual(KNOWN);
  });

  it.each(['authorization', 'idempotency-key', 'if-match', 'accept', 'x-correlation-id', 'traceparent', 'x-my-own'])(
    'is kept where it is no claim: %s',
    (name) => {
      expect(after({ [name]: '1' })).toEqual({ ...KNOWN, [name]: '1' });
    },
  );

  it('cannot be had dropped by Connection, which keeps its other words', () => {
    expect(after({ connection: 'close, X-Forwarded-For,x-mine' }).connection).toBe('close,x-mine');
  });
});

describe('the address of a client', () => {
  it('is what the trusted proxies say, where that is an address', () => {
    expect(addressOf(request('2001:db8::1'))).toBe('2001:db8::1');
    expect(addressOf(request('unknown'))).toBe('10.0.0.9');
    expect(addressOf(request('203.0.113.7, <script>'))).toBe('10.0.0.9');
  });
});
