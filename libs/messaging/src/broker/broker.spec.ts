import { describe, expect, it } from '@jest/globals';
import { defaultRetryPolicy, delayAfter, topicPattern } from './broker.js';

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

describe('topicPattern', () => {
  it.each([
    ['registration.confirmed.v1', 'registration.confirmed.v1', true],
    ['registration.confirmed.v1', 'registration.confirmed.v2', false],
    ['registration.*.v1', 'registration.confirmed.v1', true],
    ['registration.*.v1', 'registration.v1', false],
    ['registration.*.v1', 'registration.a.b.v1', false],
    ['*.*.v1', 'payment.completed.v1', true],
    ['resync.mypage.#', 'resync.mypage.lecture.opened.v1', true],
    ['resync.mypage.#', 'resync.mypage', true],
    ['resync.mypage.#', 'resync.mypage-two.lecture.opened.v1', false],
    ['#', 'anything.at.all', true],
  ])('matches the pattern %s against the key %s with the result %s', (pattern, routingKey, matches) => {
    expect(topicPattern(pattern)(routingKey)).toBe(matches);
  });

  it.each(['#.v1', 'a.#.b', '', 'a..b', 'a.b#', 'A.*'])('rejects the pattern "%s"', (pattern) => {
    expect(() => topicPattern(pattern)).toThrow(TypeError);
  });
});
