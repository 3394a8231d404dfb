import { describe, expect, it } from '@jest/globals';
import { CallFailed } from '#resilience';
import { isRepeatable, isRetried } from './retry-rules.js';

const fault = (code: string, syscall?: string): Error => Object.assign(new Error(code), { code, syscall });
const broken = fault('UND_ERR_SOCKET');
const refused = fault('ECONNREFUSED', 'connect');
const first = { attempts: 1, sentBefore: false, elsewhere: true };
const keyed = { 'idempotency-key': 'minas-try' };

describe('isRepeatable', () => {
  it('accepts idempotent methods', () => {
    const harmless = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'POST', 'PATCH'].filter((m) =>
      isRepeatable(m, {}, {}),
    );
    expect(harmless).toEqual(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
  });

  it('accepts a POST with an idempotency key where its service supports keys', () => {
    expect(isRepeatable('POST', keyed, {})).toBe(true);
    expect(isRepeatable('POST', keyed, { again: 'by method alone' })).toBe(false);
    expect(isRepeatable('PATCH', keyed, {})).toBe(false);
  });
});

describe('a request that may have arrived', () => {
  it('is retried once if its connection broke and it is idempotent, at another address or the same one', () => {
    expect(isRetried(true, { ...first, error: broken })).toBe(true);
    expect(isRetried(true, { ...first, error: broken, elsewhere: false })).toBe(true);
    expect(isRetried(false, { ...first, error: broken })).toBe(false);
  });

  it('is not retried a second time, nor after a timeout or an invalid response', () => {
    expect(isRetried(true, { ...first, error: broken, attempts: 2, sentBefore: true })).toBe(false);
    for (const code of ['UND_ERR_HEADERS_TIMEOUT', 'HPE_INVALID_CONSTANT'])
      expect(isRetried(true, { ...first, error: fault(code) })).toBe(false);
  });
});

describe('a request that was certainly not sent', () => {
  it('is sent to another address, even if it is not idempotent, and not retried without one', () => {
    for (const error of [refused, new CallFailed('lecture', 'BREAKER_OPEN', undefined)]) {
      expect(isRetried(false, { ...first, error })).toBe(true);
      expect(isRetried(true, { ...first, error, elsewhere: false })).toBe(false);
    }
  });

  it('is sent to at most three addresses', () => {
    expect(isRetried(true, { ...first, error: refused, attempts: 2 })).toBe(true);
    expect(isRetried(true, { ...first, error: refused, attempts: 3 })).toBe(false);
  });
});
