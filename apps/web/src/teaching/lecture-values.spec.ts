import { describe, expect, it } from '@jest/globals';
import { ChangeLectureBody, OpenLectureBody } from '#contracts';
import { bodyOf, changesBetween, newLecture, valuesOf, type LectureValues } from './lecture-values.js';
import { emptyRow } from './seat-rows.js';

const filled: LectureValues = {
  ...newLecture,
  title: 'Film Night',
  category: 'film',
  fee: { amount: '9000' },
  capacity: '30',
  sessions: [{ startsAt: '2031-03-04T10:00', endsAt: '2031-03-04T11:40', place: 'Hall 1', url: '' }],
};
const seated: LectureValues = { ...filled, hasSeats: true, seating: { rows: [emptyRow] } };
const changes = (before: LectureValues, after: Partial<LectureValues>) => {
  const found = changesBetween(before, { ...before, ...after });
  expect(ChangeLectureBody.safeParse(found)).toMatchObject({ success: true });
  return found;
};

describe('the fields of the lecture editor', () => {
  it('make a request that sends a capacity or a seating plan, never both', () => {
    expect(OpenLectureBody.parse(bodyOf(filled))).toMatchObject({ capacity: 30 });
    const body = OpenLectureBody.parse(bodyOf(seated));
    expect(body).toMatchObject({ seating: { rows: [{ label: 'A', seats: 10 }] } });
    expect(body).not.toHaveProperty('capacity');
    expect(changes(filled, { hasSeats: true, seating: seated.seating })).toEqual({
      seating: { rows: [{ label: 'A', seats: 10 }] },
    });
    expect(changes(seated, { hasSeats: false })).toEqual({ seating: null, capacity: 30 });
    expect(changes(seated, { title: 'Film Day' })).toEqual({ title: 'Film Day' });
  });

  it('send approval and places only where they are set, and remove them with null', () => {
    const set = { ...filled, approvalRequired: true, approvalHours: '1.5', maxPlaces: '4' };
    expect(OpenLectureBody.parse(bodyOf(set))).toMatchObject({
      approvalRequired: true,
      approvalHours: 1.5,
      maxPlaces: 4,
    });
    expect(bodyOf({ ...set, approvalRequired: false })).not.toHaveProperty('approvalHours');
    expect(changes(set, { approvalRequired: false, maxPlaces: '' })).toEqual({
      approvalRequired: null,
      approvalHours: null,
      maxPlaces: null,
    });
  });

  it('send a preset instead of tiers, and leave unchanged tiers out although they end between two minutes', () => {
    const { sessions, ...body } = OpenLectureBody.parse(bodyOf(filled));
    const refundTiers = [{ until: '2031-03-04T01:33:20.000Z', refund: '2/3' }];
    const known = valuesOf({ ...body, sessions, refundTiers } as never);
    expect(bodyOf(known)).toMatchObject({ refundTiers });
    expect(changes(known, { title: 'Film Day' })).toEqual({ title: 'Film Day' });
    expect(changes(known, { refunds: 'kr-academy' })).toEqual({ refundPreset: 'kr-academy' });
    expect(changes(known, { refunds: 'none' })).toEqual({ refundTiers: null });
  });
});
