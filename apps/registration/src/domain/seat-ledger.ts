import { reasonOf, type Reason } from './reasons.js';
import {
  countOfPlaces,
  Rejection,
  type LectureState,
  type Money,
  type RefundTier,
  type Registration,
  type Role,
} from '#contracts';

export interface LectureCopy {
  lectureId: string;
  title: string;
  instructorId: string;
  instructorName: string | null;
  fee: Money;
  capacity: number;
  status: LectureState['status'];
  firstSessionAt: string;
  /** Null in a copy that an earlier release stored, until the next event or resync of the lecture. */
  lastSessionEndsAt: string | null;
  publishAt: string | null;
  /** The registration period; null means no limit. */
  opensAt: string | null;
  closesAt: string | null;
  refundTiers: RefundTier[] | null;
  maxPlaces: number | null;
  seating: string | null;
  approvalRequired: boolean;
  approvalHours: number | null;
  /** Null in a copy that an earlier release stored, until the next event or resync of the lecture. */
  sessions: readonly SessionTime[] | null;
  /** When registration last received other session times; null if they have not changed. */
  rescheduledAt: string | null;
  /** The sequence of the event; an event with a lower one is stale. */
  sequence: number;
}

export type SessionTime = Pick<LectureState['sessions'][number], 'startsAt' | 'endsAt'>;

export interface SeatLedgerEntry extends LectureCopy, Seats {}

/** Counts of seats; a movement adds them to an entry, so a released seat is negative. */
export interface Seats {
  held: number;
  taken: number;
}

export const copyOf = (lecture: LectureState, seating: string | null = null): LectureCopy => ({
  lectureId: lecture.id,
  title: lecture.title,
  instructorId: lecture.instructor.id,
  instructorName: lecture.instructor.name,
  fee: lecture.fee,
  capacity: lecture.capacity,
  status: lecture.status,
  firstSessionAt: lecture.sessions.map((session) => session.startsAt).reduce((a, b) => (a < b ? a : b)),
  lastSessionEndsAt: lecture.sessions.map((session) => session.endsAt).reduce((a, b) => (a > b ? a : b)),
  publishAt: lecture.publishAt ?? null,
  opensAt: lecture.registrationOpensAt ?? null,
  closesAt: lecture.registrationClosesAt ?? null,
  refundTiers: lecture.refundTiers ?? null,
  maxPlaces: lecture.maxPlaces ?? null,
  seating,
  approvalRequired: lecture.approvalRequired ?? false,
  approvalHours: lecture.approvalHours ?? null,
  sessions: lecture.sessions
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt)),
  rescheduledAt: null,
  sequence: lecture.version,
});

/** A copy with the time of its last rescheduling; a later change of something else does not change that time. */
export function withRescheduling(copy: LectureCopy, known: LectureCopy | undefined, now: Date): LectureCopy {
  const rescheduledAt = known && isMoved(known, copy) ? now.toISOString() : (known?.rescheduledAt ?? null);
  return { ...copy, rescheduledAt };
}

/** An earlier release stored only the first start and the last end. */
function isMoved(known: LectureCopy, { sessions, firstSessionAt, lastSessionEndsAt }: LectureCopy): boolean {
  if (known.sessions) return JSON.stringify(known.sessions) !== JSON.stringify(sessions);
  const end = known.lastSessionEndsAt ?? lastSessionEndsAt;
  return known.firstSessionAt !== firstSessionAt || end !== lastSessionEndsAt;
}

/** Never below zero, because a lowered capacity evicts no student. */
export const availableSeats = ({ capacity, held, taken }: Seats & { capacity: number }): number =>
  Math.max(0, capacity - held - taken);

/** A lecture is closed once its last session has ended, whether or not the lecture service has closed it already. */
export const statusAt = ({ status, lastSessionEndsAt: end }: LectureCopy, now: Date): LectureState['status'] =>
  status === 'OPEN' && end !== null && Date.parse(end) <= now.getTime() ? 'CLOSED' : status;

export const laterStart = (known: string | null, { firstSessionAt }: LectureCopy): string =>
  known !== null && known > firstSessionAt ? known : firstSessionAt;

export function notOpen(lecture: LectureCopy, now: Date): Reason | undefined {
  const status = statusAt(lecture, now);
  return status === 'OPEN' ? undefined : reasonOf('LECTURE_NOT_OPEN', { status });
}

export interface Staff {
  id: string;
  role: Role;
}

/** Passes for the instructor of the lecture and for admins. @throws NOT_FOUND for other callers */
export function requireStaff(
  actor: Staff,
  lecture: LectureCopy | undefined,
  variant: 'lecture' | 'registration',
): LectureCopy {
  if (lecture && (actor.role === 'admin' || lecture.instructorId === actor.id)) return lecture;
  throw new Rejection('NOT_FOUND', { variant });
}

type WithPlaces = Pick<Registration, 'status' | 'places'>;

export const seatsOf = ({ status, places }: WithPlaces): Seats => ({
  held: status === 'AWAITING_PAYMENT' || status === 'AWAITING_APPROVAL' ? countOfPlaces({ places }) : 0,
  taken: status === 'CONFIRMED' ? countOfPlaces({ places }) : 0,
});

export function movementBetween(before: WithPlaces, after: WithPlaces): Seats {
  const [was, is] = [seatsOf(before), seatsOf(after)];
  return { held: is.held - was.held, taken: is.taken - was.taken };
}

export const NO_SEATS: Seats = { held: 0, taken: 0 };

export const sum = (movements: Seats[]): Seats => ({
  held: movements.reduce((total, { held }) => total + held, 0),
  taken: movements.reduce((total, { taken }) => total + taken, 0),
});
