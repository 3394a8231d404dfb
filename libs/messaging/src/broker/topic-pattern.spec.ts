import { describe, expect, it } from '@jest/globals';
import { topicPattern } from './topic-pattern.js';

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
