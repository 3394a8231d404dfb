import { describe, expect, it } from '@jest/globals';
import { Rejection } from '#contracts';
import { withRetryAfter } from './retry-after.js';

describe('a refusal that is over after some seconds', () => {
  it('says so in Retry-After', () => {
    const slowedDown = new Rejection('RATE_LIMITED', 'Wait a little.', { retryAfter: 10 });

    expect(() => withRetryAfter(slowedDown)).toThrow(
      expect.objectContaining({ status: 429, detail: 'Wait a little.', headers: { 'retry-after': '10' } }),
    );
  });

  it('is told from every other refusal', () => {
    const taken = new Rejection('EMAIL_TAKEN', 'Taken.');

    expect(() => withRetryAfter(taken)).toThrow(taken);
  });
});
