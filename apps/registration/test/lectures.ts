import type { LectureState } from '#contracts';
import { cast, idOf } from '#testing';

/** Dr. Park's Algorithms 101 as the lecture context tells it: thirty seats, 49,000 won, next Monday. */
export const algorithms101 = (changes: Partial<LectureState> = {}): LectureState => ({
  id: idOf(0x101),
  title: 'Algorithms 101',
  description: 'Sorting, graphs and the art of counting steps.',
  category: 'computer-science',
  instructor: { id: cast.drPark.sub, name: 'Dr. Park' },
  fee: { amount: 49_000, currency: 'KRW' },
  capacity: 30,
  sessions: [{ startsAt: '2027-03-01T01:00:00.000Z', endsAt: '2027-03-01T03:00:00.000Z', place: 'Room 301' }],
  status: 'OPEN',
  cancelNote: null,
  createdAt: '2027-02-22T00:00:00.000Z',
  updatedAt: '2027-02-22T00:00:00.000Z',
  version: 1,
  ...changes,
});

export const openDay = (): LectureState =>
  algorithms101({ id: idOf(0x102), title: 'Open day', fee: { amount: 0, currency: 'KRW' } });

export const card = (token: string) => ({ method: 'card', token }) as const;
