import type { LectureState, LectureStatus, Money } from '#contracts';
import { lectureFull, lectureNotOpen } from './refusals.js';

/** What registration knows of a lecture, from its events. */
export interface LectureFacts {
  lectureId: string;
  title: string;
  instructorId: string;
  instructorName: string | null;
  fee: Money;
  capacity: number;
  status: LectureStatus;
  firstSessionAt: string;
  /** Sequence of the event that told this: a lower one is yesterday's news. */
  sequence: number;
}

/** A row of the seat ledger: the lecture, and how many of its seats are held and taken. */
export interface LedgerRow extends LectureFacts {
  held: number;
  taken: number;
}

export const factsOf = (lecture: LectureState): LectureFacts => ({
  lectureId: lecture.id,
  title: lecture.title,
  instructorId: lecture.instructor.id,
  instructorName: lecture.instructor.name,
  fee: lecture.fee,
  capacity: lecture.capacity,
  status: lecture.status,
  firstSessionAt: lecture.sessions.map((session) => session.startsAt).reduce((a, b) => (a < b ? a : b)),
  sequence: lecture.version,
});

/** Never below zero: a lowered capacity evicts nobody. */
export const availableSeats = ({ capacity, held, taken }: Pick<LedgerRow, 'capacity' | 'held' | 'taken'>): number =>
  Math.max(0, capacity - held - taken);

/** @throws LECTURE_NOT_OPEN, LECTURE_FULL */
export function refuseUnlessSeatFree(lecture: LedgerRow): void {
  if (lecture.status !== 'OPEN') throw lectureNotOpen();
  if (availableSeats(lecture) === 0) throw lectureFull();
}
