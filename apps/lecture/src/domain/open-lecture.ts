import type { LectureState, Money, Session } from '#contracts';
import { eventOf, type Decision } from './lecture.js';

export interface Syllabus {
  title: string;
  description: string;
  category: string;
  fee: Money;
  capacity: number;
  sessions: Session[];
}

export function decideOpen(id: string, teacher: LectureState['instructor'], syllabus: Syllabus, now: Date): Decision {
  const { title, description, category, fee, capacity, sessions } = syllabus;
  const state: LectureState = {
    id,
    title,
    description,
    category,
    instructor: teacher,
    fee,
    capacity,
    sessions,
    status: 'OPEN',
    cancelNote: null,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    version: 1,
  };
  return { state, events: [eventOf('lecture.opened', state)] };
}
