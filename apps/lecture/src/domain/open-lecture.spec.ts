import { describe, expect, it } from '@jest/globals';
import { LectureState } from '#contracts';
import { idOf } from '#testing';
import {
  admin,
  algorithms,
  drLee,
  drPark,
  february,
  lastSessionEnd,
  refusalOf,
  syllabus,
  published,
} from '../../test/algorithms-101.js';
import { decideOpen } from './open-lecture.js';
import { instructorOf, requireOwnership, teacherOf } from './teaching.js';

const open = (now = february) => decideOpen(idOf(1), { id: drPark.id, name: 'Dr. Park' }, syllabus, now);

describe('opening a lecture', () => {
  it('stores every field, as version 1', () => {
    const { state } = open();
    expect(state).toMatchObject({ ...syllabus, id: idOf(1), status: 'OPEN', cancelNote: null, version: 1 });
    expect([state.createdAt, state.updatedAt]).toEqual([february.toISOString(), february.toISOString()]);
    expect(LectureState.parse(state)).toEqual(state);
  });

  it('publishes the complete state', () => {
    const decision = open();
    expect(published(decision)).toEqual(['lecture.opened']);
    expect(decision.events[0]).toMatchObject({ subject: idOf(1), sequence: 1, data: decision.state });
  });

  it('is rejected when all sessions have ended', () => {
    expect(refusalOf(() => open(lastSessionEnd))).toBe('INVALID_REQUEST');
    expect(refusalOf(() => open(new Date(lastSessionEnd.getTime() - 1)))).toBe('not refused');
  });
});

describe('the instructor of a new lecture', () => {
  const park = { id: drPark.id, role: 'instructor', name: 'Dr. Park' } as const;

  it('is the account that opens it; another instructor is rejected', () => {
    expect(instructorOf(drPark, undefined)).toBe(drPark.id);
    expect(refusalOf(() => instructorOf(drPark, drLee.id))).toBe('INVALID_REQUEST');
    expect(refusalOf(() => instructorOf(drPark, drPark.id))).toBe('INVALID_REQUEST');
  });

  it('is required from an admin', () => {
    expect(instructorOf(admin, drPark.id)).toBe(drPark.id);
    expect(refusalOf(() => instructorOf(admin, undefined))).toBe('INVALID_REQUEST');
  });

  it('must be a known instructor when an admin names one', () => {
    expect(teacherOf(admin, drPark.id, park)).toEqual({ id: drPark.id, name: 'Dr. Park' });
    expect(refusalOf(() => teacherOf(admin, drPark.id, undefined))).toBe('INSTRUCTOR_UNKNOWN');
    expect(refusalOf(() => teacherOf(admin, drPark.id, { ...park, role: 'student' }))).toBe('INSTRUCTOR_UNKNOWN');
  });

  it('has no name until the account event has arrived', () => {
    expect(teacherOf(drPark, drPark.id, undefined)).toEqual({ id: drPark.id, name: null });
  });
});

describe('a lecture of Dr. Park', () => {
  it('is accessible to Dr. Park and admins, and not found for another instructor', () => {
    expect(refusalOf(() => requireOwnership(drPark, algorithms))).toBe('not refused');
    expect(refusalOf(() => requireOwnership(admin, algorithms))).toBe('not refused');
    expect(refusalOf(() => requireOwnership(drLee, algorithms))).toBe('NOT_FOUND');
  });
});
