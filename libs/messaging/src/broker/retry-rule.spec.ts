import { describe, expect, it } from '@jest/globals';
import { defaultRetryRule, delayAfter } from './retry-rule.js';

describe('the retry rule', () => {
  it('waits longer after each failed attempt and gives up after the fifth', () => {
    expect([1, 2, 3, 4, 5].map((attempt) => delayAfter(attempt, defaultRetryRule))).toEqual([
      200,
      800,
      3200,
      12_800,
      undefined,
    ]);
  });

  it('never waits longer than its cap', () => {
    expect(delayAfter(9, { ...defaultRetryRule, attempts: 10 })).toBe(60_000);
  });
});
