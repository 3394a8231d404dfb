import { Rejection, type LectureState, type Money, type Session } from '#contracts';
import { endOf, eventOf, type Decision } from './lecture.js';
import { capacityFrom, placesIn, type Places } from './seating.js';
import { refundTiersOf, type RefundSchedule } from './refund-schedule.js';
import { periodIn, requireValidPeriod, type Period } from './period.js';

/** Absent: registrations need no approval. */
export type ApprovalRule = Pick<LectureState, 'approvalRequired' | 'approvalHours'>;

export interface Syllabus extends Period, ApprovalRule, Places, RefundSchedule {
  title: string;
  description: string;
  category: string;
  fee: Money;
  /** Absent with a seating plan. */
  capacity?: number | undefined;
  sessions: Session[];
}

/** @throws INVALID_REQUEST when the last session has ended; INVALID_PERIOD, TIERS_NOT_ASCENDING, CAPACITY_FROM_SEATS */
export function decideOpen(id: string, teacher: LectureState['instructor'], syllabus: Syllabus, now: Date): Decision {
  if (endOf(syllabus) <= now)
    throw new Rejection('INVALID_REQUEST', {
      errors: [{ pointer: '/sessions', detail: 'at least one session must end in the future' }],
    });
  requireValidPeriod(syllabus);
  const refundTiers = refundTiersOf(syllabus, syllabus.sessions);
  const { title, description, category, fee, sessions, approvalRequired, approvalHours } = syllabus;
  const state: LectureState = {
    id,
    title,
    description,
    category,
    instructor: teacher,
    fee,
    capacity: capacityFrom(syllabus.capacity, syllabus.seating) ?? 0,
    sessions,
    status: 'OPEN',
    cancelNote: null,
    ...periodIn(syllabus),
    ...(approvalRequired !== undefined && { approvalRequired }),
    ...(approvalHours !== undefined && { approvalHours }),
    ...placesIn(syllabus),
    ...(refundTiers && { refundTiers }),
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    version: 1,
  };
  return { state, events: [eventOf('lecture.opened', state)] };
}
