import type { Syllabus } from '../domain/open-lecture.js';

const DAY = 24 * 60 * 60 * 1000;
const SEOUL = 9 * 60 * 60 * 1000;

export const DEMO_INSTRUCTOR = 'park@sugang.dev';

/** Id of the n-th demo lecture, the same on every replica: the store takes it once. */
export const demoLectureId = (n: number): string => `00000000-0000-7000-8000-${String(n + 1).padStart(12, '0')}`;

export function demoLectures(now: Date): Syllabus[] {
  return [
    {
      title: 'Algorithms 101',
      description: 'Sorting, graphs and the art of counting steps. Bring a pencil.',
      category: 'computer-science',
      fee: { amount: 49_000, currency: 'KRW' },
      capacity: 30,
      sessions: weekly(now, { weeks: 4, weekday: 2, hour: 10, place: 'Room 301' }),
    },
    {
      title: 'Distributed Systems Seminar',
      description: 'What still works when a part has failed. A small circle: a single seat is left.',
      category: 'computer-science',
      fee: { amount: 120_000, currency: 'KRW' },
      capacity: 1,
      sessions: weekly(now, { weeks: 3, weekday: 4, hour: 19, place: 'Room 512' }),
    },
    {
      title: 'Open Lecture: How Computers Count',
      description: 'An evening for everyone, free of charge.',
      category: 'open-lecture',
      fee: { amount: 0, currency: 'KRW' },
      capacity: 200,
      sessions: weekly(now, { weeks: 1, weekday: 5, hour: 18, place: 'Main Hall' }),
    },
    {
      title: '한국어 글쓰기',
      description: '짧고 또렷한 글을 쓰는 법. 매주 한 편씩 쓰고 함께 고칩니다.',
      category: 'humanities',
      fee: { amount: 35_000, currency: 'KRW' },
      capacity: 20,
      sessions: weekly(now, { weeks: 6, weekday: 3, hour: 14, url: 'https://meet.example.org/writing' }),
    },
    {
      title: 'Compilers by Hand',
      description: 'From the grammar to machine code. Registration opens an hour after the first start.',
      category: 'computer-science',
      fee: { amount: 45_000, currency: 'KRW' },
      capacity: 30,
      sessions: weekly(now, { weeks: 4, weekday: 2, hour: 14, place: 'Room 302' }),
      timezone: 'Asia/Seoul',
      registrationOpensAt: new Date(now.getTime() + 60 * 60 * 1000).toISOString(),
    },
    {
      title: 'Databases in Practice',
      description: 'Transactions, isolation and the plan of a query, at the terminal.',
      category: 'computer-science',
      fee: { amount: 59_000, currency: 'KRW' },
      capacity: 24,
      sessions: weekly(now, { weeks: 5, weekday: 1, hour: 16, place: 'Lab 2' }),
      refundPreset: 'kr-credit-bank',
    },
    {
      title: 'Film Night: Code on Screen',
      description: 'A film about programmers, with a talk afterwards. Choose your seats.',
      category: 'film',
      fee: { amount: 9_000, currency: 'KRW' },
      maxPlaces: 4,
      seating: {
        rows: ['A', 'B', 'C', 'D', 'E'].map((label) => ({
          label,
          seats: 8,
          aisleAfter: [4],
          ...(label === 'A' && { accessible: [1, 8], fee: { amount: 12_000, currency: 'KRW' as const } }),
        })),
      },
      sessions: weekly(now, { weeks: 1, weekday: 5, hour: 19, place: 'Hall 1' }),
    },
    {
      title: 'Latte Art Workshop',
      description: 'Two hours at the espresso machine. Dr. Park accepts each registration.',
      category: 'food',
      fee: { amount: 25_000, currency: 'KRW' },
      capacity: 8,
      approvalRequired: true,
      approvalHours: 24,
      sessions: weekly(now, { weeks: 1, weekday: 6, hour: 11, place: 'Campus Café' }),
    },
  ];
}

interface Rhythm {
  weeks: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Hour of the day in Seoul; a session lasts two. */
  hour: number;
  place?: string;
  url?: string;
}

function weekly(now: Date, { weeks, weekday, hour, ...where }: Rhythm): Syllabus['sessions'] {
  const seoulMidnight = Math.floor((now.getTime() + SEOUL) / DAY) * DAY - SEOUL;
  const today = new Date(seoulMidnight + SEOUL).getUTCDay();
  const first = seoulMidnight + (7 + ((weekday - today + 7) % 7)) * DAY + hour * 60 * 60 * 1000;
  return Array.from({ length: weeks }, (_, week) => ({
    startsAt: new Date(first + week * 7 * DAY).toISOString(),
    endsAt: new Date(first + week * 7 * DAY + 2 * 60 * 60 * 1000).toISOString(),
    ...where,
  }));
}
