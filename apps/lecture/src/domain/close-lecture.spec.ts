import { describe, expect, it } from '@jest/globals';
import { algorithms, canceled, closed, lastSessionEnd, published } from '../../test/algorithms-101.js';
import { decideClose } from './lecture.js';
import { currentEventOf, endOf } from './lecture.js';

describe('closing a lecture', () => {
  it('happens when its last session has ended', () => {
    const decision = decideClose(algorithms, lastSessionEnd);
    expect(decision.state).toMatchObject({ status: 'CLOSED', version: 2, updatedAt: lastSessionEnd.toISOString() });
    expect(published(decision)).toEqual(['lecture.closed']);
  });

  it('does not happen before its last session has ended', () => {
    expect(decideClose(algorithms, new Date(lastSessionEnd.getTime() - 1))).toEqual({ state: algorithms, events: [] });
  });

  it.each([closed, canceled])('does nothing to a lecture that is $status', (state) => {
    expect(decideClose(state, lastSessionEnd)).toEqual({ state, events: [] });
  });

  it('uses the session that ends last, in any order', () => {
    expect(endOf({ sessions: algorithms.sessions.toReversed() })).toEqual(lastSessionEnd);
  });
});

describe('re-publishing a lecture', () => {
  it('uses the event of the current state', () => {
    const changed = { ...algorithms, version: 2 };
    const names = [algorithms, changed, canceled, closed].map((state) => currentEventOf(state).name);
    expect(names).toEqual(['lecture.opened', 'lecture.changed', 'lecture.canceled', 'lecture.closed']);
  });

  it('keeps the sequence', () => {
    expect(currentEventOf(canceled)).toMatchObject({ subject: canceled.id, sequence: 2, data: canceled });
  });
});
