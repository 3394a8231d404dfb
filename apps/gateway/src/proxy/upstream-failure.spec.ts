import { describe, expect, it } from '@jest/globals';
import { failureOf, mayRepeat } from './upstream-failure.js';

const fault = (code: string): Error => Object.assign(new Error(code), { code });
const wrapped = (code: string): Error => new Error('of the proxy', { cause: fault(code) });

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
    expect([failureOf(fault(code)), failureOf(wrapped(code))]).toEqual([kind, kind]);
  });

  it('but not when the gateway could not even send it', () => {
    expect(failureOf(wrapped('UND_ERR_INVALID_ARG'))).toBeUndefined();
  });
});

describe('a request is sent once more', () => {
  it('when its connection broke and repeating it is harmless', () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
      expect(mayRepeat(method, fault('UND_ERR_SOCKET'), 0)).toBe(true);
  });

  it('but not a second time, not a POST or PATCH, and not when the service was slow, down, or answered', () => {
    expect(mayRepeat('GET', fault('UND_ERR_SOCKET'), 1)).toBe(false);
    expect(mayRepeat('POST', fault('UND_ERR_SOCKET'), 0)).toBe(false);
    expect(mayRepeat('PATCH', fault('UND_ERR_SOCKET'), 0)).toBe(false);
    expect(mayRepeat('GET', fault('UND_ERR_HEADERS_TIMEOUT'), 0)).toBe(false);
    expect(mayRepeat('GET', fault('ECONNREFUSED'), 0)).toBe(false);
    expect(mayRepeat('GET', null, 0)).toBe(false);
  });
});
