import { describe, expect, it } from '@jest/globals';
import {
  algorithms,
  drPark,
  february,
  firstSession,
  lastSessionEnd,
  refusalOf,
  syllabus,
} from '../../test/algorithms-101.js';
import { decideChange, type Changes } from './change-lecture.js';
import { decideOpen } from './open-lecture.js';
import { isPublic, type Period } from './period.js';

const march = '2027-03-01T00:00:00.000Z';
const april = '2027-04-01T00:00:00.000Z';
const draft = { ...algorithms, publishAt: march };
const open = (period: Period) => decideOpen('id', { id: drPark.id, name: null }, { ...syllabus, ...period }, february);
const change = (changes: Changes, { state = algorithms, now = february } = {}) => decideChange(state, changes, 0, now);

describe('the period of a lecture', () => {
  it('is part of its state, and absent if it is not set', () => {
    const period = { timezone: 'Asia/Seoul', registrationOpensAt: march };
    expect(open(period).state).toMatchObject(period);
    expect(Object.keys(open({}).state)).toEqual(Object.keys(algorithms));
  });

  it.each<Period>([
    { registrationOpensAt: march, registrationClosesAt: march },
    { registrationOpensAt: march, registrationClosesAt: february.toISOString() },
    { publishAt: march, registrationClosesAt: march },
    { registrationOpensAt: lastSessionEnd.toISOString() },
    { publishAt: april },
  ])('is INVALID_PERIOD if no student could register in it: %j', (period) => {
    expect(refusalOf(() => open(period))).toBe('INVALID_PERIOD');
    expect(refusalOf(() => change(period, { state: draft }))).toBe('INVALID_PERIOD');
  });

  it('is checked again when the sessions move', () => {
    const state = { ...algorithms, registrationOpensAt: '2027-03-08T00:00:00.000Z' };
    const sessions = [algorithms.sessions[0]!];
    expect(refusalOf(() => change({ sessions }, { state }))).toBe('INVALID_PERIOD');
    expect(change({ sessions, registrationOpensAt: null }, { state }).state.sessions).toEqual(sessions);
  });

  it('can be changed, and removed with null', () => {
    const { state } = change({ registrationOpensAt: march });
    expect(state).toEqual({ ...algorithms, registrationOpensAt: march, version: 2, updatedAt: february.toISOString() });
    const removed = change({ registrationOpensAt: null }, { state });
    expect(Object.keys(removed.state)).not.toContain('registrationOpensAt');
    expect(removed.events[0]!.data).toEqual(removed.state);
    expect(change({ registrationOpensAt: null }).events).toEqual([]);
  });
});

describe('publishing a lecture', () => {
  it('happens at `publishAt`, or immediately if it is not set', () => {
    expect(isPublic(draft, new Date(Date.parse(march) - 1))).toBe(false);
    expect(isPublic(draft, new Date(march))).toBe(true);
    expect(isPublic(algorithms, february)).toBe(true);
  });

  it('can be moved or brought forward to now until it has happened', () => {
    expect(change({ publishAt: firstSession.toISOString() }, { state: draft }).state.publishAt).toBe(
      firstSession.toISOString(),
    );
    expect(isPublic(change({ publishAt: null }, { state: draft }).state, february)).toBe(true);
  });

  it('is final, so that students who have registered see their lecture', () => {
    expect(refusalOf(() => change({ publishAt: march }))).toBe('ALREADY_PUBLISHED');
    const published = { state: draft, now: new Date(march) };
    for (const publishAt of [firstSession.toISOString(), null])
      expect(refusalOf(() => change({ publishAt }, published))).toBe('ALREADY_PUBLISHED');
    expect(change({ publishAt: march }, published).events).toEqual([]);
  });
});
