import type { LectureState } from '#contracts';
import type { NewNotification } from './notification.js';
import { isLive, type RegistrationCopy } from './registration-notification.js';

/** What this service stores of a lecture, and which of its changes it has announced. */
export interface LectureCopy {
  id: string;
  title: string;
  status: LectureState['status'];
  firstSessionAt: string;
  sequence: number;
  /** The details that students were last informed about; null where no state before the first change is known. */
  announcedDetails: string | null;
  /** Sequence of the last change that was announced; 0: none. */
  announcedSequence: number;
  changedAt: string;
}

/** Title, description, times and places concern registered students; fee and capacity apply to new registrations only. */
export const detailsOf = ({ title, description, sessions }: LectureState): string =>
  JSON.stringify([
    title,
    description,
    sessions.map(({ startsAt, endsAt, place, url }) => [startsAt, endsAt, place, url]),
  ]);

/**
 * The copy with a published state applied; undefined where it is at least as new already.
 * @param isChange the state is a change that students have not been informed about yet
 */
export function applyLectureState(
  copy: LectureCopy | undefined,
  lecture: LectureState,
  sequence: number,
  isChange: boolean,
): LectureCopy | undefined {
  if (copy && copy.sequence >= sequence) return undefined;
  const { id, title, status, sessions, updatedAt } = lecture;
  const firstSessionAt = sessions.reduce((first, { startsAt }) => (startsAt < first ? startsAt : first), '9');
  const announced = copy ?? {
    announcedDetails: isChange ? null : detailsOf(lecture),
    announcedSequence: 0,
    changedAt: updatedAt,
  };
  return { ...announced, id, title, status, firstSessionAt, sequence };
}

/** The copy with a change to announce; undefined where a later state is known, or no detail that concerns students changed. */
export function announceChange(
  copy: LectureCopy | undefined,
  lecture: LectureState,
  sequence: number,
): LectureCopy | undefined {
  if (copy && copy.sequence > sequence) return undefined;
  const announcedDetails = detailsOf(lecture);
  if (copy?.announcedDetails === announcedDetails) return undefined;
  const current = applyLectureState(copy, lecture, sequence, true) ?? copy!;
  return { ...current, announcedDetails, announcedSequence: sequence, changedAt: lecture.updatedAt };
}

/** The message about the last announced change; undefined for an ended registration, and for one that was made after the change. */
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
    studentId: registration.studentId,
    template: 'lecture-changed',
    facts: {},
    dueAt: now,
    sendBefore: null,
  };
}
