import type { LectureState } from '#contracts';
import type { NewNotification } from './notification.js';
import { isLive, type RegistrationCopy } from './registration-notification.js';

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

/** @param isChange students have not been informed about it yet */
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
