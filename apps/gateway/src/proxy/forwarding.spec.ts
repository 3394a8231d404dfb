import { describe, expect, it } from '@jest/globals';
import { Forwarding } from './forwarding.js';

const context = { correlationId: 'minas-try', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
const client = { address: '10.0.0.9', host: 'sugang.example' };
const behind = (trustedProxies: number, given: Record<string, string>) =>
  new Forwarding(trustedProxies).headersOf('GET', given, client, context);

describe('where a request comes from', () => {
  const claims = {
    'x-forwarded-for': '6.6.6.6, 203.0.113.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'www.sugang.example',
  };

  it('is the other end of the connection, where no proxy is trusted', () => {
    expect(behind(0, claims)).toMatchObject({
      'x-forwarded-for': '10.0.0.9',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'sugang.example',
    });
  });

  it('is what the trusted proxies added, and nothing that the client made up before', () => {
    expect(behind(1, claims)).toMatchObject({
      'x-forwarded-for': '203.0.113.7, 10.0.0.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'www.sugang.example',
    });
    expect(behind(1, {})).toMatchObject({ 'x-forwarded-for': '10.0.0.9', 'x-forwarded-proto': 'http' });
  });
});

describe('the headers of a request behind the gateway', () => {
  it('carry its context in place of what the client sent', () => {
    expect(behind(0, { 'x-correlation-id': 'not this', traceparent: 'nor this' })).toMatchObject({
      'x-correlation-id': 'minas-try',
      traceparent: context.traceparent,
    });
  });

  it('announce a body only where one is sent', () => {
    const given = { 'content-length': '2', 'content-type': 'application/json', expect: '100-continue' };
    expect(behind(0, given)).not.toHaveProperty('content-length');
    const posted = new Forwarding(0).headersOf('POST', given, client, context);
    expect(posted).toMatchObject({ 'content-length': '2', 'content-type': 'application/json' });
    expect(posted).not.toHaveProperty('expect');
  });

  it('lack those of the connection, and those that Connection names', () => {
    const given = { connection: 'keep-alive, X-Mine', 'x-mine': '1', te: 'trailers', upgrade: 'h2c', accept: '*/*' };
    expect(Object.keys(behind(0, given)).sort()).toEqual([
      'accept',
      'traceparent',
      'x-correlation-id',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ]);
  });
});
