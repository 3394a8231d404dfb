import type { LectureState } from '#contracts';
import type { NewNotification } from './notification.js';
import { isLive, type RegistrationCopy } from './registration-notification.js';

export interface SessionTime {
  startsAt: string;
  endsAt: string;
}

/** A state of the lecture that its students were informed about, or are about to be. */
export interface Announced {
  /** Null where no state before the first change is known. */
  announcedDetails: string | null;
  /** Sequence of the change; 0: none. */
  announcedSequence: number;
  changedAt: string;
}

export interface LectureCopy extends Announced {
  id: string;
  title: string;
  status: LectureState['status'];
  sessions: readonly SessionTime[];
  cancelNote: string | null;
  /** Null in copies from before the field, until the next state of the lecture. */
  instructorId: string | null;
  capacity: number | null;
  sequence: number;
  announcement: 'none' | 'waiting' | 'running';
  /** What students were informed about before the pending change; null if not all of them can have been informed. */
  beforeChange: Announced | null;
}

/** Title, description, times and places concern registered students; fee and capacity apply to new registrations only. */
export const detailsOf = ({ title, description, sessions }: LectureState): string =>
  JSON.stringify([
    title,
    description,
    sessions.map(({ startsAt, endsAt, place, url }) => [startsAt, endsAt, place, url]),
  ]);

/** @param isChange students have not been informed about it yet */
export function applyLectureState(
  copy: LectureCopy | undefined,
  lecture: LectureState,
  sequence: number,
  isChange: boolean,
): LectureCopy | undefined {
  const isIncomplete = copy?.instructorId === null && copy.sequence === sequence;
  if (copy && copy.sequence >= sequence && !isIncomplete) return undefined;
  const { id, title, status, cancelNote, capacity, updatedAt } = lecture;
  const { id: instructorId } = lecture.instructor;
  const sessions = lecture.sessions.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  const announced = copy ?? {
    announcedDetails: isChange ? null : detailsOf(lecture),
    announcedSequence: 0,
    changedAt: updatedAt,
    announcement: 'none' as const,
    beforeChange: null,
  };
  return { ...announced, id, title, status, sessions, cancelNote, instructorId, capacity, sequence };
}

/** Undefined without a change. One that is undone while its announcement waits leaves nothing to announce. */
export function announceChange(
  copy: LectureCopy | undefined,
  lecture: LectureState,
  sequence: number,
): LectureCopy | undefined {
  if (copy && copy.sequence > sequence) return undefined;
  const announcedDetails = detailsOf(lecture);
  if (copy?.announcedDetails === announcedDetails) return undefined;
  const current = applyLectureState(copy, lecture, sequence, true) ?? copy!;
  const { announcement, beforeChange } = current;
  if (announcement === 'waiting' && beforeChange?.announcedDetails === announcedDetails) {
    return { ...current, ...beforeChange, announcement: 'none', beforeChange: null };
  }
  return {
    ...current,
    announcedDetails,
    announcedSequence: sequence,
    changedAt: lecture.updatedAt,
    announcement: 'waiting',
    beforeChange: announcement === 'none' ? announcedBy(current) : announcement === 'waiting' ? beforeChange : null,
  };
}

export const firstSessionAt = ({ sessions }: Pick<LectureCopy, 'sessions'>): string =>
  sessions.reduce((first, { startsAt }) => (startsAt < first ? startsAt : first), '9');

const announcedBy = ({ announcedDetails, announcedSequence, changedAt }: Announced): Announced => ({
  announcedDetails,
  announcedSequence,
  changedAt,
});

export function lectureChangeNotification(
  lecture: LectureCopy,
  registration: RegistrationCopy,
  now: Date,
): NewNotification | undefined {
  if (lecture.announcedSequence === 0 || !isLive(registration)) return undefined;
  if (registration.requestedAt > lecture.changedAt) return undefined;
  return {
    about: 'lecture',
    subject: lecture.id,
    sequence: lecture.announcedSequence,
    registrationId: registration.id,
    recipientId: registration.studentId,
    staffOf: null,
    template: 'lecture-changed',
    facts: {},
    dueAt: now,
    sendBefore: null,
  };
}
