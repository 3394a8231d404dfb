import { describe, expect, it } from '@jest/globals';
import { LectureState } from '#contracts';
import { idOf } from '#testing';
import {
  admin,
  algorithms,
  drLee,
  drPark,
  february,
  lastBell,
  refusalOf,
  syllabus,
  told,
} from '../../test/algorithms-101.js';
import { decideClose } from './lecture.js';
import { decideOpen } from './open-lecture.js';
import { instructorOf, requireOwnership, teacherOf } from './teaching.js';

const open = (now = february) => decideOpen(idOf(1), { id: drPark.id, name: 'Dr. Park' }, syllabus, now);

describe('a lecture is opened', () => {
  it('with everything its instructor said, as version 1', () => {
    const { state } = open();
    expect(state).toMatchObject({ ...syllabus, id: idOf(1), status: 'OPEN', cancelNote: null, version: 1 });
    expect([state.createdAt, state.updatedAt]).toEqual([february.toISOString(), february.toISOString()]);
    expect(LectureState.parse(state)).toEqual(state);
  });

  it('and everybody is told its whole state', () => {
    const decision = open();
    expect(told(decision)).toEqual(['lecture.opened']);
    expect(decision.events[0]).toMatchObject({ subject: idOf(1), sequence: 1, data: decision.state });
  });

  it('with sessions that are over, and closes then', () => {
    const { state } = open(lastBell);
    expect(state.status).toBe('OPEN');
    expect(told(decideClose(state, lastBell))).toEqual(['lecture.closed']);
  });
});

describe('the instructor of a new lecture', () => {
  const park = { id: drPark.id, role: 'instructor', name: 'Dr. Park' } as const;

  it('is who opens it, and nobody else may be named', () => {
    expect(instructorOf(drPark, undefined)).toBe(drPark.id);
    expect(refusalOf(() => instructorOf(drPark, drLee.id))).toBe('INVALID_REQUEST');
    expect(refusalOf(() => instructorOf(drPark, drPark.id))).toBe('INVALID_REQUEST');
  });

  it('is named by an admin, always', () => {
    expect(instructorOf(admin, drPark.id)).toBe(drPark.id);
    expect(refusalOf(() => instructorOf(admin, undefined))).toBe('INVALID_REQUEST');
  });

  it('must be a known instructor when an admin names them', () => {
    expect(teacherOf(admin, drPark.id, park)).toEqual({ id: drPark.id, name: 'Dr. Park' });
    expect(refusalOf(() => teacherOf(admin, drPark.id, undefined))).toBe('INSTRUCTOR_UNKNOWN');
    expect(refusalOf(() => teacherOf(admin, drPark.id, { ...park, role: 'student' }))).toBe('INSTRUCTOR_UNKNOWN');
  });

  it('has no name before their account is known', () => {
    expect(teacherOf(drPark, drPark.id, undefined)).toEqual({ id: drPark.id, name: null });
  });
});

describe('a lecture of Dr. Park', () => {
  it('is for Dr. Park and for admins; to Dr. Lee it does not exist', () => {
    expect(refusalOf(() => requireOwnership(drPark, algorithms))).toBe('not refused');
    expect(refusalOf(() => requireOwnership(admin, algorithms))).toBe('not refused');
    expect(refusalOf(() => requireOwnership(drLee, algorithms))).toBe('NOT_FOUND');
  });
});
