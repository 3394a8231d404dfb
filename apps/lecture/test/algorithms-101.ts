import { isRejection, type LectureState } from '#contracts';
import { cast, idOf } from '#testing';
import { decideCancel } from '../src/domain/lecture.js';
import { decideClose } from '../src/domain/lecture.js';
import { type Decision } from '../src/domain/lecture.js';
import { decideOpen, type Syllabus } from '../src/domain/open-lecture.js';
import type { Actor } from '../src/domain/teaching.js';

export const drPark: Actor = { id: cast.drPark.sub, role: 'instructor' };
export const drLee: Actor = { id: cast.drLee.sub, role: 'instructor' };
export const admin: Actor = { id: cast.admin.sub, role: 'admin' };

/** Before the term. */
export const february = new Date('2027-02-22T00:00:00.000Z');
export const firstSession = new Date('2027-03-02T01:00:00.000Z');
/** The last session ends. */
export const lastSessionEnd = new Date('2027-03-09T03:00:00.000Z');

export const syllabus: Syllabus = {
  title: 'Algorithms 101',
  description: 'Sorting, graphs and the art of counting steps.',
  category: 'computer-science',
  fee: { amount: 49_000, currency: 'KRW' },
  capacity: 30,
  sessions: [
    { startsAt: '2027-03-02T01:00:00.000Z', endsAt: '2027-03-02T03:00:00.000Z', place: 'Room 301' },
    { startsAt: '2027-03-09T01:00:00.000Z', endsAt: '2027-03-09T03:00:00.000Z', url: 'https://live.example.org/101' },
  ],
};

export const algorithms: LectureState = decideOpen(
  idOf(101),
  { id: drPark.id, name: 'Dr. Park' },
  syllabus,
  february,
).state;
export const closed: LectureState = decideClose(algorithms, lastSessionEnd).state;
export const canceled: LectureState = decideCancel(algorithms, 'Dr. Park is ill.', february).state;

/** Names of the events that a decision publishes. */
export const published = ({ events }: Decision): string[] => events.map(({ name }) => name);

/** Code of the refusal, or `not refused`. */
export function refusalOf(decide: () => unknown): string {
  try {
    decide();
    return 'not refused';
  } catch (error) {
    if (isRejection(error)) return error.code;
    throw error;
  }
}
