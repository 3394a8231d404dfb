import { describe, expect, it } from '@jest/globals';
import { forwardedHeaders } from './forwarded-headers.js';

const context = { correlationId: 'minas-try', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
const forwarded = (headers: Record<string, string>) => forwardedHeaders('GET', headers, context);

describe('forwardedHeaders', () => {
  it('replaces the correlation id and trace of the client with those of the context', () => {
    expect(forwarded({ 'x-correlation-id': 'not this', traceparent: 'nor this' })).toMatchObject({
      'x-correlation-id': 'minas-try',
      traceparent: context.traceparent,
    });
  });

  it('announces a body only when one is sent', () => {
    const given = { 'content-length': '2', 'content-type': 'application/json', expect: '100-continue' };
    expect(forwarded(given)).not.toHaveProperty('content-length');
    const posted = forwardedHeaders('POST', given, context);
    expect(posted).toMatchObject({ 'content-length': '2', 'content-type': 'application/json' });
    expect(posted).not.toHaveProperty('expect');
  });

  it('drops the headers of the connection, including those that Connection names', () => {
    const given = { connection: 'keep-alive, X-Mine', 'x-mine': '1', te: 'trailers', upgrade: 'h2c', accept: '*/*' };
    expect(Object.keys(forwarded(given)).sort()).toEqual(['accept', 'traceparent', 'x-correlation-id']);
  });
});
