import { describe, expect, it } from '@jest/globals';
import { Registration } from '#contracts';
import { confirmed, final, firstAttempt, held, later } from '../../test/algorithms-101.js';
import { decideDefer } from './attempts.js';
import { currentEventOf, isLive, publicStateOf } from './registration.js';

describe('a registration', () => {
  it('is live until it is over', () => {
    expect([held, confirmed].map(isLive)).toEqual([true, true]);
    expect(Object.values(final).map(isLive)).toEqual([false, false, false, false]);
  });

  it('shows the world the contract and nothing of its attempts', () => {
    for (const state of [held, confirmed, ...Object.values(final)]) {
      expect(Registration.strict().parse(publicStateOf(state))).toEqual(publicStateOf(state));
    }
  });

  it('tells its present state again by the event that fits it, with the same sequence', () => {
    const deferred = decideDefer(held, firstAttempt, 'TIMEOUT', later(1)).state;
    const states = [held, deferred, confirmed, final.declined, final.expired, final.canceledByMina];
    expect(states.map(currentEventOf).map(({ name, sequence }) => [name, sequence])).toEqual([
      ['registration.requested', 1],
      ['registration.payment-deferred', 2],
      ['registration.confirmed', 2],
      ['registration.declined', 2],
      ['registration.expired', 2],
      ['registration.canceled', 2],
    ]);
  });
});
