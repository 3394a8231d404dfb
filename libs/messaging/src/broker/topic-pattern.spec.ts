import { describe, expect, it } from '@jest/globals';
import { topicPattern } from './topic-pattern.js';

describe('a topic pattern', () => {
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
  ])('%s on %s: %s', (pattern, routingKey, fits) => {
    expect(topicPattern(pattern)(routingKey)).toBe(fits);
  });

  it.each(['#.v1', 'a.#.b', '', 'a..b', 'a.b#', 'A.*'])('%s is refused', (pattern) => {
    expect(() => topicPattern(pattern)).toThrow(TypeError);
  });
});
