import { describe, expect, it } from '@jest/globals';
import { defaultRetryPolicy, delayAfter } from './retry-policy.js';

describe('the default retry policy', () => {
  it('quadruples the delay after each failed attempt and ends after the fifth', () => {
    expect([1, 2, 3, 4, 5].map((attempt) => delayAfter(attempt, defaultRetryPolicy))).toEqual([
      200,
      800,
      3200,
      12_800,
      undefined,
    ]);
  });

  it('never exceeds its maximum delay', () => {
    expect(delayAfter(9, { ...defaultRetryPolicy, attempts: 10 })).toBe(60_000);
  });
});
