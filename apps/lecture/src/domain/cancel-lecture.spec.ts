import { describe, expect, it } from '@jest/globals';
import { algorithms, canceled, closed, firstSession, lastBell, refusalOf, told } from '../../test/algorithms-101.js';
import { decideCancel } from './lecture.js';

const cancel = (state = algorithms, now = firstSession) => decideCancel(state, 'Dr. Park is ill.', now);

describe('an instructor cancels a lecture', () => {
  it('for a reason that everybody is told', () => {
    const decision = cancel();
    expect(decision.state).toMatchObject({ status: 'CANCELED', cancelNote: 'Dr. Park is ill.', version: 2 });
    expect(decision.state.updatedAt).toBe(firstSession.toISOString());
    expect(told(decision)).toEqual(['lecture.canceled']);
  });

  it('a second time, which changes nothing', () => {
    expect(decideCancel(canceled, 'Another reason.', lastBell)).toEqual({ state: canceled, events: [] });
  });

  it('in vain when it is closed', () => {
    expect(refusalOf(() => cancel(closed))).toBe('LECTURE_NOT_OPEN');
  });

  it('in vain once its last session is over, though nobody has closed it yet: it closes', () => {
    const decision = cancel(algorithms, lastBell);
    expect(told(decision)).toEqual(['lecture.closed']);
    expect(decision.refusal?.code).toBe('LECTURE_NOT_OPEN');
  });
});
