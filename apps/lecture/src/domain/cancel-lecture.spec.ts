import { describe, expect, it } from '@jest/globals';
import {
  algorithms,
  canceled,
  closed,
  firstSession,
  lastSessionEnd,
  refusalOf,
  published,
} from '../../test/algorithms-101.js';
import { decideCancel } from './lecture.js';

const cancel = (state = algorithms, now = firstSession) => decideCancel(state, 'Dr. Park is ill.', now);

describe('canceling a lecture', () => {
  it('publishes the cancellation with its reason', () => {
    const decision = cancel();
    expect(decision.state).toMatchObject({ status: 'CANCELED', cancelNote: 'Dr. Park is ill.', version: 2 });
    expect(decision.state.updatedAt).toBe(firstSession.toISOString());
    expect(published(decision)).toEqual(['lecture.canceled']);
  });

  it('changes nothing the second time', () => {
    expect(decideCancel(canceled, 'Another reason.', lastSessionEnd)).toEqual({ state: canceled, events: [] });
  });

  it('is rejected for a closed lecture', () => {
    expect(refusalOf(() => cancel(closed))).toBe('LECTURE_NOT_OPEN');
  });

  it('is rejected after the last session has ended, and closes a lecture that the sweep has not closed yet', () => {
    const decision = cancel(algorithms, lastSessionEnd);
    expect(published(decision)).toEqual(['lecture.closed']);
    expect(decision.refusal?.code).toBe('LECTURE_NOT_OPEN');
  });
});
