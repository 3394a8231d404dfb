import { describe, expect, it } from '@jest/globals';
import { Forwarding } from './forwarding.js';

const context = { correlationId: 'minas-try', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
const behind = (given: Record<string, string>) => new Forwarding().headersOf('GET', given, context);

describe('the headers of a request behind the gateway', () => {
  it('carry its context in place of what the client sent', () => {
    expect(behind({ 'x-correlation-id': 'not this', traceparent: 'nor this' })).toMatchObject({
      'x-correlation-id': 'minas-try',
      traceparent: context.traceparent,
    });
  });

  it('announce a body only where one is sent', () => {
    const given = { 'content-length': '2', 'content-type': 'application/json', expect: '100-continue' };
    expect(behind(given)).not.toHaveProperty('content-length');
    const posted = new Forwarding().headersOf('POST', given, context);
    expect(posted).toMatchObject({ 'content-length': '2', 'content-type': 'application/json' });
    expect(posted).not.toHaveProperty('expect');
  });

  it('lack those of the connection, and those that Connection names', () => {
    const given = { connection: 'keep-alive, X-Mine', 'x-mine': '1', te: 'trailers', upgrade: 'h2c', accept: '*/*' };
    expect(Object.keys(behind(given)).sort()).toEqual(['accept', 'traceparent', 'x-correlation-id']);
  });
});
