import { describe, expect, it } from '@jest/globals';
import { CallFailed } from '#resilience';
import { ClientDisconnected, failureOf, neverConnected, UpstreamBusy } from './upstream-failure.js';

const fault = (code: string, syscall?: string): Error => Object.assign(new Error(code), { code, syscall });

describe('failureOf', () => {
  it.each([
    ['UND_ERR_HEADERS_TIMEOUT', 'too_slow'],
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
    ['HPE_INVALID_CONSTANT', 'unreachable'],
    ['UND_ERR_SOCKET', 'broken'],
    ['ECONNRESET', 'broken'],
  ])('classifies %s as %s', (code, kind) => {
    expect(failureOf(fault(code))).toBe(kind);
  });

  it('classifies an open circuit as cut_off and a full queue as busy', () => {
    expect(failureOf(new CallFailed('lecture', 'BREAKER_OPEN', undefined))).toBe('cut_off');
    expect(failureOf(new UpstreamBusy())).toBe('busy');
  });

  it('returns undefined when the gateway could not send the request, or the client disconnected', () => {
    expect([failureOf(fault('UND_ERR_INVALID_ARG')), failureOf(new ClientDisconnected())]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('neverConnected', () => {
  const refused = fault('ECONNREFUSED', 'connect');

  it('is true when no connection was made to any address of the name', () => {
    const all = new AggregateError([refused, fault('ECONNREFUSED', 'connect')]);
    const certain = [refused, all, fault('ENOTFOUND', 'getaddrinfo'), fault('UND_ERR_CONNECT_TIMEOUT')];
    expect(certain.map(neverConnected)).toEqual([true, true, true, true]);
  });

  it('is false when the connection broke later, whatever the code', () => {
    const later = [fault('UND_ERR_SOCKET'), fault('ECONNRESET', 'read'), fault('EHOSTUNREACH', 'write')];
    expect(later.map(neverConnected)).toEqual([false, false, false]);
    expect(neverConnected(new AggregateError([refused, fault('ECONNRESET', 'read')]))).toBe(false);
  });
});
