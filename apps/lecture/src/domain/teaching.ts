import type { LectureState, Role } from '#contracts';
import { instructorNotYours, instructorRequired, instructorUnknown, noSuchLecture } from './refusals.js';

/** Who opens or changes a lecture. */
export interface Actor {
  id: string;
  role: Role;
}

/** An account as it is known here, from its events. */
export interface KnownAccount {
  id: string;
  role: Role;
  name: string;
}

/** Whose lecture is opened: one's own, or the instructor's whom an admin names. @throws INVALID_REQUEST */
export function instructorOf(actor: Actor, instructorId: string | undefined): string {
  if (actor.role === 'admin') {
    if (instructorId === undefined) throw instructorRequired();
    return instructorId;
  }
  if (instructorId !== undefined) throw instructorNotYours();
  return actor.id;
}

/** Who teaches, as the lecture will tell; only an admin's word is checked. @throws INSTRUCTOR_UNKNOWN */
export function teacherOf(actor: Actor, id: string, account: KnownAccount | undefined): LectureState['instructor'] {
  if (actor.role === 'admin' && account?.role !== 'instructor') throw instructorUnknown();
  return { id, name: account?.name ?? null };
}

/** Somebody else's lecture is none of the instructor's business. @throws NOT_FOUND */
export function refuseStrangers(actor: Actor, lecture: Pick<LectureState, 'instructor'>): void {
  if (actor.role !== 'admin' && lecture.instructor.id !== actor.id) throw noSuchLecture();
}
