import { describe, expect, it } from '@jest/globals';
import { confirmed, final, held, later, eventNames } from '../../test/registration-states.js';
import { decideExpire, decideLectureClosed } from './hold.js';

describe('a hold', () => {
  it('does not expire before its last millisecond has passed', () => {
    expect(decideExpire(held, later(10 - 0.001 / 60))).toEqual({ state: held, events: [] });
  });

  it('expires at holdExpiresAt', () => {
    const decision = decideExpire(held, later(10));
    expect(decision.state).toMatchObject({ status: 'EXPIRED', holdExpiresAt: null, version: 2 });
    expect(eventNames(decision)).toEqual(['registration.expired']);
  });

  it('has ended at holdExpiresAt, however late the sweep runs', () => {
    expect(decideExpire(held, later(60)).state.endedAt).toBe(later(10).toISOString());
  });

  it('expires immediately when the lecture is closed', () => {
    const decision = decideLectureClosed(held, later(3));
    expect(decision.state).toMatchObject({ status: 'EXPIRED', endedAt: later(3).toISOString() });
    expect(eventNames(decision)).toEqual(['registration.expired']);
  });

  it.each(Object.entries({ confirmed, ...final }))('does not exist for a registration that is %s', (_, state) => {
    expect(decideExpire(state, later(60))).toEqual({ state, events: [] });
    expect(decideLectureClosed(state, later(60))).toEqual({ state, events: [] });
  });
});
