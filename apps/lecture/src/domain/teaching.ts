import { Rejection, type LectureState, type Role } from '#contracts';

export interface Actor {
  id: string;
  role: Role;
}

export interface KnownAccount {
  id: string;
  role: Role;
  name: string;
}

/** The instructor of a new lecture: the caller, or the one that an admin names. @throws INVALID_REQUEST */
export function instructorOf(actor: Actor, instructorId: string | undefined): string {
  if (actor.role === 'admin') {
    if (instructorId === undefined)
      throw new Rejection('INVALID_REQUEST', {
        variant: 'instructor-missing',
        errors: [{ pointer: '/instructorId', detail: 'is required from an admin' }],
      });
    return instructorId;
  }
  if (instructorId !== undefined)
    throw new Rejection('INVALID_REQUEST', {
      variant: 'instructor-not-allowed',
      errors: [{ pointer: '/instructorId', detail: 'is for admins only' }],
    });
  return actor.id;
}

/** The instructor as stored in the lecture; checked only when an admin named one. @throws INSTRUCTOR_UNKNOWN */
export function teacherOf(actor: Actor, id: string, account: KnownAccount | undefined): LectureState['instructor'] {
  if (actor.role === 'admin' && account?.role !== 'instructor') throw new Rejection('INSTRUCTOR_UNKNOWN');
  return { id, name: account?.name ?? null };
}

/** An instructor cannot see another instructor's lecture. @throws NOT_FOUND */
export function requireOwnership(actor: Actor, lecture: Pick<LectureState, 'instructor'>): void {
  if (actor.role !== 'admin' && lecture.instructor.id !== actor.id)
    throw new Rejection('NOT_FOUND', { variant: 'lecture' });
}
