import { describe, expect, it } from '@jest/globals';
import {
  algorithms,
  canceled,
  closed,
  february,
  firstSession,
  lastSessionEnd,
  refusalOf,
  published,
} from '../../test/algorithms-101.js';
import { decideChange, type Changes } from './change-lecture.js';
import { requireReadVersion } from './change-lecture.js';

const change = (changes: Changes, { state = algorithms, enrolled = 0, now = firstSession } = {}) =>
  decideChange(state, changes, enrolled, now);

describe('changing a lecture', () => {
  it.each<Changes>([
    { title: 'Algorithms 102' },
    { description: '' },
    { category: 'mathematics' },
    { fee: { amount: 0, currency: 'KRW' } },
    { capacity: 40 },
    { sessions: [{ startsAt: '2027-03-03T01:00:00.000Z', endsAt: '2027-03-03T03:00:00.000Z', place: 'Room 302' }] },
  ])('increments the version and publishes the change of %j', (changes) => {
    const decision = change(changes);
    expect(decision.state).toEqual({ ...algorithms, ...changes, version: 2, updatedAt: firstSession.toISOString() });
    expect(published(decision)).toEqual(['lecture.changed']);
    expect(decision.events[0]).toMatchObject({ sequence: 2, data: decision.state });
  });

  it('keeps every field that is not named', () => {
    expect(change({ title: 'Algorithms 102', capacity: undefined }).state.capacity).toBe(30);
  });

  it('changes the amount of the fee and keeps the currency', () => {
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

  it('lowers the capacity, but not below the number of enrolled students', () => {
    expect(change({ capacity: 12 }, { enrolled: 12 }).state.capacity).toBe(12);
    expect(refusalOf(() => change({ capacity: 11 }, { enrolled: 12 }))).toBe('CAPACITY_BELOW_ENROLLED');
  });

  it('changes other fields while more students are enrolled than there are seats', () => {
    expect(change({ title: 'Algorithms 102', capacity: 30 }, { enrolled: 31 }).state.title).toBe('Algorithms 102');
  });

  it('cannot move a session into the past, so that students can still cancel', () => {
    const [first, second] = algorithms.sessions;
    const moved = { ...first!, startsAt: '2027-03-01T01:00:00.000Z', endsAt: '2027-03-01T03:00:00.000Z' };
    const past = { sessions: [moved, second!] };
    const errors = [{ pointer: '/sessions/0/startsAt', detail: 'must be in the future' }];
    expect(() => change(past)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST', extensions: { errors } }));
    expect(refusalOf(() => change(past, { now: february }))).toBe('not refused');
  });

  it('can change the place of a session that has begun, and later sessions', () => {
    const [first, second] = algorithms.sessions;
    const sessions = [
      { ...first!, place: 'Room 302' },
      { ...second!, startsAt: '2027-03-09T02:00:00.000Z' },
    ];
    expect(change({ sessions }).state.sessions).toEqual(sessions);
  });

  it.each([closed, canceled])('is rejected for a lecture that is $status', (state) => {
    expect(refusalOf(() => change({ capacity: 40 }, { state, now: lastSessionEnd }))).toBe('LECTURE_NOT_OPEN');
  });

  it('is rejected after the last session has ended, and closes a lecture that the sweep has not closed yet', () => {
    const decision = change({ capacity: 40 }, { now: lastSessionEnd });
    expect(published(decision)).toEqual(['lecture.closed']);
    expect(decision.state.capacity).toBe(30);
    expect(decision.refusal?.code).toBe('LECTURE_NOT_OPEN');
  });
});

describe('a change with an If-Match version', () => {
  it('is rejected when the lecture has changed since that version', () => {
    const { state } = change({ capacity: 40 }, { now: february });
    expect(refusalOf(() => requireReadVersion(state, [1]))).toBe('PRECONDITION_FAILED');
    expect(refusalOf(() => requireReadVersion(state, []))).toBe('PRECONDITION_FAILED');
    expect(refusalOf(() => requireReadVersion(state, [1, 2]))).toBe('not refused');
    expect(refusalOf(() => requireReadVersion(state, 'any'))).toBe('not refused');
  });
});
