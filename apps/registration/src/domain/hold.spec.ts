import { describe, expect, it } from '@jest/globals';
import { confirmed, final, held, later, told } from '../../test/algorithms-101.js';
import { decideExpire, decideLectureClosed } from './hold.js';

describe('a hold', () => {
  it('stands until its last millisecond', () => {
    expect(decideExpire(held, later(10 - 0.001 / 60))).toEqual({ state: held, events: [] });
  });

  it('expires when its time has come', () => {
    const decision = decideExpire(held, later(10));
    expect(decision.state).toMatchObject({ status: 'EXPIRED', holdExpiresAt: null, version: 2 });
    expect(told(decision)).toEqual(['registration.expired']);
  });

  it('ended at its own time, however late that is noticed', () => {
    expect(decideExpire(held, later(60)).state.endedAt).toBe(later(10).toISOString());
  });

  it('ends at once when the lecture is closed', () => {
    const decision = decideLectureClosed(held, later(3));
    expect(decision.state).toMatchObject({ status: 'EXPIRED', endedAt: later(3).toISOString() });
    expect(told(decision)).toEqual(['registration.expired']);
  });

  it.each(Object.entries({ confirmed, ...final }))('is none where the registration is %s', (_, state) => {
    expect(decideExpire(state, later(60))).toEqual({ state, events: [] });
    expect(decideLectureClosed(state, later(60))).toEqual({ state, events: [] });
  });
});
