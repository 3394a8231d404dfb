import { describe, expect, it } from '@jest/globals';
import { cast, minutes } from '#testing';
import { algorithms, confirmed, monday } from '../../test/states.js';
import { applyLectureState } from './lecture-change.js';
import { waitsForCopies } from './relevance.js';
import {
  lectureCanceledNotification,
  lectureFullNotification,
  registrationStaffNotification,
} from './staff-notification.js';

const lecture = applyLectureState(undefined, algorithms, 1, false)!;
const older = { ...lecture, instructorId: null, capacity: null };

describe('a message to the staff of a lecture', () => {
  it('about a registration addresses the instructor, and names registration and lecture', () => {
    const { id } = confirmed();
    expect(registrationStaffNotification(confirmed(), 2, lecture, { template: 'lecture-full' }, monday)).toMatchObject({
      about: 'registration',
      subject: id,
      sequence: 2,
      registrationId: id,
      recipientId: cast.drPark.sub,
      staffOf: algorithms.id,
    });
  });

  it.each([undefined, older])(
    'about a registration fails until the instructor is known, so that it is consumed again',
    (copy) => {
      expect(() => registrationStaffNotification(confirmed(), 2, copy, { template: 'lecture-full' }, monday)).toThrow(
        /has not arrived yet/,
      );
    },
  );

  it('about a full lecture is one per capacity, and none while the copy lacks the capacity', () => {
    const later = { ...lecture, sequence: 7 };
    const [first, second] = [lecture, later].map((copy) => lectureFullNotification(copy, monday)!);
    expect(second).toEqual(first);
    expect(lectureFullNotification({ ...lecture, capacity: 40 }, monday)?.sequence).toBe(40);
    expect(lectureFullNotification(older, monday)).toBeUndefined();
  });

  it('about a cancellation waits until no registration is live, at most ten minutes', () => {
    const { template } = lectureCanceledNotification(algorithms, 2, monday);
    const waits = (live: number, ageMs: number) =>
      waitsForCopies(
        { template, createdAt: monday, enrollment: { live, canceledWithLecture: 3 } },
        lecture,
        new Date(monday.getTime() + ageMs),
      );
    expect([waits(1, 0), waits(1, minutes(10) - 1), waits(1, minutes(10)), waits(0, 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('finds the instructor of a lecture copied before the field existed in its state of the same sequence', () => {
    expect(applyLectureState(older, algorithms, 1, false)).toMatchObject({
      instructorId: cast.drPark.sub,
      capacity: 30,
    });
    expect(applyLectureState(lecture, algorithms, 1, false)).toBeUndefined();
  });
});
