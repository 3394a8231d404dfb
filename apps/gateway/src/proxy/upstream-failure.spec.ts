import { describe, expect, it } from '@jest/globals';
import { CallFailed } from '#resilience';
import { ClientLeft, failureOf, neverConnected, UpstreamBusy } from './upstream-failure.js';

const fault = (code: string, syscall?: string): Error => Object.assign(new Error(code), { code, syscall });

describe('a service fails a request', () => {
  it.each([
    ['UND_ERR_HEADERS_TIMEOUT', 'too_slow'],
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
    ['HPE_INVALID_CONSTANT', 'unreachable'],
    ['UND_ERR_SOCKET', 'broken'],
    ['ECONNRESET', 'broken'],
  ])('with %s it is %s', (code, kind) => {
    expect(failureOf(fault(code))).toBe(kind);
  });

  it('and is not even asked when its circuit is open, or too many wait for it', () => {
    expect(failureOf(new CallFailed('lecture', 'BREAKER_OPEN', undefined))).toBe('cut_off');
    expect(failureOf(new UpstreamBusy())).toBe('busy');
  });

  it('but not when the gateway could not send it, or the client left', () => {
    expect([failureOf(fault('UND_ERR_INVALID_ARG')), failureOf(new ClientLeft())]).toEqual([undefined, undefined]);
  });
});

describe('a request certainly did not arrive', () => {
  const refused = fault('ECONNREFUSED', 'connect');

  it('when no connection was made to any address of the name', () => {
    const all = new AggregateError([refused, fault('ECONNREFUSED', 'connect')]);
    const certain = [refused, all, fault('ENOTFOUND', 'getaddrinfo'), fault('UND_ERR_CONNECT_TIMEOUT')];
    expect(certain.map(neverConnected)).toEqual([true, true, true, true]);
  });

  it('but may have arrived when the connection broke later, whatever the code', () => {
    const later = [fault('UND_ERR_SOCKET'), fault('ECONNRESET', 'read'), fault('EHOSTUNREACH', 'write')];
    expect(later.map(neverConnected)).toEqual([false, false, false]);
    expect(neverConnected(new AggregateError([refused, fault('ECONNRESET', 'read')]))).toBe(false);
  });
});
