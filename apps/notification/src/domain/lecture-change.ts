import type { LectureState } from '#contracts';
import type { NewNotification } from './notification.js';
import { isLive, type KnownRegistration } from './tell-of-registration.js';

/** The lecture that a copy keeps, and what its students have been told of it. */
export interface KnownLecture {
  id: string;
  title: string;
  status: LectureState['status'];
  firstSessionAt: string;
  sequence: number;
  /** What concerns its students, as they last heard it; null where no state before the first change is known. */
  told: string | null;
  /** Sequence of the last change that its students are told of; 0 where there is none. */
  announced: number;
  changedAt: string;
}

/** Title, description, times and places concern whoever is registered; fee and capacity bind new registrations only. */
export const concernsStudents = ({ title, description, sessions }: LectureState): string =>
  JSON.stringify([
    title,
    description,
    sessions.map(({ startsAt, endsAt, place, url }) => [startsAt, endsAt, place, url]),
  ]);

/**
 * The copy after a state that was told or re-emitted; undefined where a later one is there already.
 * @param isChange the state is news of a change: not yet what students have heard
 */
export function keepLecture(
  known: KnownLecture | undefined,
  lecture: LectureState,
  sequence: number,
  isChange: boolean,
): KnownLecture | undefined {
  if (known && known.sequence >= sequence) return undefined;
  const { id, title, status, sessions, updatedAt } = lecture;
  const firstSessionAt = sessions.reduce((first, { startsAt }) => (startsAt < first ? startsAt : first), '9');
  const heard = known ?? { told: isChange ? null : concernsStudents(lecture), announced: 0, changedAt: updatedAt };
  return { ...heard, id, title, status, firstSessionAt, sequence };
}

/** The copy that has something to announce; undefined where a later state is known, or nothing that concerns students changed. */
export function announceChange(
  known: KnownLecture | undefined,
  lecture: LectureState,
  sequence: number,
): KnownLecture | undefined {
  if (known && known.sequence > sequence) return undefined;
  const told = concernsStudents(lecture);
  if (known?.told === told) return undefined;
  const kept = keepLecture(known, lecture, sequence, true) ?? known!;
  return { ...kept, told, announced: sequence, changedAt: lecture.updatedAt };
}

/** What one registered student is told of the last change, if there was one; who registered after it has seen it already. */
export function tellOfLectureChange(
  lecture: KnownLecture,
  registration: KnownRegistration,
  now: Date,
): NewNotification | undefined {
  if (lecture.announced === 0 || !isLive(registration)) return undefined;
  if (registration.requestedAt > lecture.changedAt) return undefined;
  return {
    about: 'lecture',
    subject: lecture.id,
    sequence: lecture.announced,
    registrationId: registration.id,
    studentId: registration.studentId,
    template: 'lecture-changed',
    facts: {},
    dueAt: now,
    tellBefore: null,
  };
}
