import { describe, expect, it } from '@jest/globals';
import { CallFailed } from '#resilience';
import { isRepeatable, isTriedAgain } from './repeating.js';

const fault = (code: string, syscall?: string): Error => Object.assign(new Error(code), { code, syscall });
const broken = fault('UND_ERR_SOCKET');
const refused = fault('ECONNREFUSED', 'connect');
const first = { tries: 1, sentBefore: false, elsewhere: true };
const keyed = { 'idempotency-key': 'minas-try' };

describe('two of a request are as good as one', () => {
  it('by its method', () => {
    const harmless = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'POST', 'PATCH'].filter((m) =>
      isRepeatable(m, {}, {}),
    );
    expect(harmless).toEqual(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
  });

  it('by the key of a POST, where its service knows keys', () => {
    expect(isRepeatable('POST', keyed, {})).toBe(true);
    expect(isRepeatable('POST', keyed, { again: 'by method alone' })).toBe(false);
    expect(isRepeatable('PATCH', keyed, {})).toBe(false);
  });
});

describe('a request that may have arrived', () => {
  it('is tried once more when its connection broke and that is harmless, elsewhere or not', () => {
    expect(isTriedAgain(true, { ...first, error: broken })).toBe(true);
    expect(isTriedAgain(true, { ...first, error: broken, elsewhere: false })).toBe(true);
    expect(isTriedAgain(false, { ...first, error: broken })).toBe(false);
  });

  it('is not tried a third time, and not when the service was slow or answered nonsense', () => {
    expect(isTriedAgain(true, { ...first, error: broken, tries: 2, sentBefore: true })).toBe(false);
    for (const code of ['UND_ERR_HEADERS_TIMEOUT', 'HPE_INVALID_CONSTANT'])
      expect(isTriedAgain(true, { ...first, error: fault(code) })).toBe(false);
  });
});

describe('a request that was certainly not sent', () => {
  it('goes to another address, whatever it is, and nowhere where there is none', () => {
    for (const error of [refused, new CallFailed('lecture', 'BREAKER_OPEN', undefined)]) {
      expect(isTriedAgain(false, { ...first, error })).toBe(true);
      expect(isTriedAgain(true, { ...first, error, elsewhere: false })).toBe(false);
    }
  });

  it('is tried at three addresses at most', () => {
    expect(isTriedAgain(true, { ...first, error: refused, tries: 2 })).toBe(true);
    expect(isTriedAgain(true, { ...first, error: refused, tries: 3 })).toBe(false);
  });
});
