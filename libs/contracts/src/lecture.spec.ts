import { describe, expect, it } from '@jest/globals';
import { OpenLectureBody } from './lecture.js';

const session = (from: string, to: string) => ({
  startsAt: `2027-03-02T${from}:00Z`,
  endsAt: `2027-03-02T${to}:00Z`,
  place: 'Room 301',
});
const lecture = (...sessions: object[]) => ({
  title: 'Algorithms 101',
  description: '',
  category: 'computer-science',
  fee: { amount: 0, currency: 'KRW' },
  capacity: 1,
  sessions,
});
const errorsOf = (body: object) => OpenLectureBody.safeParse(body).error?.issues.map(({ message }) => message);

describe('the sessions of a new lecture', () => {
  it('may follow each other without a break, in any order', () => {
    expect(errorsOf(lecture(session('10:00', '12:00'), session('08:00', '10:00')))).toBeUndefined();
  });

  it('are rejected when two of them overlap', () => {
    const overlapping = lecture(session('10:00', '12:00'), session('08:00', '10:01'));
    expect(errorsOf(overlapping)).toEqual(['sessions must not overlap']);
  });
});
