import { describe, expect, it } from '@jest/globals';
import type { LectureState } from '#contracts';
import { algorithms, monday } from '../../test/algorithms-101.js';
import { factsOf } from './lecture-facts.js';

const lecture: LectureState = {
  id: algorithms.lectureId,
  title: 'Algorithms 101',
  description: 'Sorting, graphs and the art of counting steps.',
  category: 'computer-science',
  instructor: { id: algorithms.instructorId, name: 'Dr. Park' },
  fee: { amount: 49_000, currency: 'KRW' },
  capacity: 30,
  sessions: [
    { startsAt: '2027-03-08T01:00:00.000Z', endsAt: '2027-03-08T03:00:00.000Z', place: 'Room 301' },
    { startsAt: '2027-03-01T01:00:00.000Z', endsAt: '2027-03-01T03:00:00.000Z', place: 'Room 301' },
  ],
  status: 'OPEN',
  cancelNote: null,
  createdAt: monday.toISOString(),
  updatedAt: monday.toISOString(),
  version: 1,
};

describe('what registration knows of a lecture', () => {
  it('is what it needs to give out seats, with the earliest session whatever their order', () => {
    const { held: _held, taken: _taken, ...facts } = algorithms;
    expect(factsOf(lecture)).toEqual(facts);
  });
});
