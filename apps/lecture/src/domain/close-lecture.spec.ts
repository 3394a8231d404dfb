import { describe, expect, it } from '@jest/globals';
import { algorithms, canceled, closed, lastBell, told } from '../../test/algorithms-101.js';
import { decideClose } from './lecture.js';
import { currentEventOf, endOf } from './lecture.js';

describe('a lecture closes', () => {
  it('when its last session is over', () => {
    const decision = decideClose(algorithms, lastBell);
    expect(decision.state).toMatchObject({ status: 'CLOSED', version: 2, updatedAt: lastBell.toISOString() });
    expect(told(decision)).toEqual(['lecture.closed']);
  });

  it('not a moment before', () => {
    expect(decideClose(algorithms, new Date(lastBell.getTime() - 1))).toEqual({ state: algorithms, events: [] });
  });

  it.each([closed, canceled])('not when it is $status', (state) => {
    expect(decideClose(state, lastBell)).toEqual({ state, events: [] });
  });

  it('by the session that ends last, in whatever order they are written', () => {
    expect(endOf({ sessions: algorithms.sessions.toReversed() })).toEqual(lastBell);
  });
});

describe('the state of a lecture is told again', () => {
  it('as the event that tells what it is now', () => {
    const changed = { ...algorithms, version: 2 };
    const names = [algorithms, changed, canceled, closed].map((state) => currentEventOf(state).name);
    expect(names).toEqual(['lecture.opened', 'lecture.changed', 'lecture.canceled', 'lecture.closed']);
  });

  it('with the sequence it had', () => {
    expect(currentEventOf(canceled)).toMatchObject({ subject: canceled.id, sequence: 2, data: canceled });
  });
});
