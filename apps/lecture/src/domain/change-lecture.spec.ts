import { describe, expect, it } from '@jest/globals';
import {
  algorithms,
  canceled,
  closed,
  february,
  firstSession,
  lastBell,
  refusalOf,
  told,
} from '../../test/algorithms-101.js';
import { decideChange, type Changes } from './change-lecture.js';
import { requireReadVersion } from './change-lecture.js';

const change = (changes: Changes, { state = algorithms, enrolled = 0, now = firstSession } = {}) =>
  decideChange(state, changes, enrolled, now);

describe('an instructor changes a lecture', () => {
  it.each<Changes>([
    { title: 'Algorithms 102' },
    { description: '' },
    { category: 'mathematics' },
    { fee: { amount: 0, currency: 'KRW' } },
    { capacity: 40 },
    { sessions: [{ startsAt: '2027-03-03T01:00:00.000Z', endsAt: '2027-03-03T03:00:00.000Z', place: 'Room 302' }] },
  ])('by %j, one version on, and everybody is told', (changes) => {
    const decision = change(changes);
    expect(decision.state).toEqual({ ...algorithms, ...changes, version: 2, updatedAt: firstSession.toISOString() });
    expect(told(decision)).toEqual(['lecture.changed']);
    expect(decision.events[0]).toMatchObject({ sequence: 2, data: decision.state });
  });

  it('and what is not named stays', () => {
    expect(change({ title: 'Algorithms 102', capacity: undefined }).state.capacity).toBe(30);
  });

  it('by the amount of its fee alone: the currency stays', () => {
    expect(change({ fee: { amount: 39_000 } }).state.fee).toEqual({ amount: 39_000, currency: 'KRW' });
  });

  it.each<Changes>([
    {},
    { fee: {} },
    { title: algorithms.title },
    { sessions: algorithms.sessions.map((session) => ({ ...session })) },
  ])('by nothing new (%j), which stays quiet', (changes) => {
    expect(change(changes)).toEqual({ state: algorithms, events: [] });
  });

  it('to fewer seats, but not below the students enrolled', () => {
    expect(change({ capacity: 12 }, { enrolled: 12 }).state.capacity).toBe(12);
    expect(refusalOf(() => change({ capacity: 11 }, { enrolled: 12 }))).toBe('CAPACITY_BELOW_ENROLLED');
  });

  it('in another way while more are enrolled than there are seats', () => {
    expect(change({ title: 'Algorithms 102', capacity: 30 }, { enrolled: 31 }).state.title).toBe('Algorithms 102');
  });

  it.each([closed, canceled])('in vain when it is $status', (state) => {
    expect(refusalOf(() => change({ capacity: 40 }, { state, now: lastBell }))).toBe('LECTURE_NOT_OPEN');
  });

  it('in vain once its last session is over, though nobody has closed it yet: it closes', () => {
    const decision = change({ capacity: 40 }, { now: lastBell });
    expect(told(decision)).toEqual(['lecture.closed']);
    expect(decision.state.capacity).toBe(30);
    expect(decision.refusal?.code).toBe('LECTURE_NOT_OPEN');
  });
});

describe('a change made for what somebody has read', () => {
  it('is refused when that is not how the lecture is now', () => {
    const { state } = change({ capacity: 40 }, { now: february });
    expect(refusalOf(() => requireReadVersion(state, [1]))).toBe('PRECONDITION_FAILED');
    expect(refusalOf(() => requireReadVersion(state, []))).toBe('PRECONDITION_FAILED');
    expect(refusalOf(() => requireReadVersion(state, [1, 2]))).toBe('not refused');
    expect(refusalOf(() => requireReadVersion(state, 'any'))).toBe('not refused');
  });
});
