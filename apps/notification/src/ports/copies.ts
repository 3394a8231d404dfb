import type { LectureCopy } from '../domain/lecture-change.js';
import type { NewNotification } from '../domain/notification.js';
import type { Enrollment } from '../domain/staff-notification.js';
import type { RegistrationCopy } from '../domain/registration-notification.js';

type DecideCopy = (copy: LectureCopy | undefined) => LectureCopy | undefined;

export abstract class RegistrationCopies {
  abstract find(id: string): Promise<RegistrationCopy | undefined>;
  /** `stale`: a later state is stored already, and nothing changed. */
  abstract save(registration: RegistrationCopy): Promise<'kept' | 'stale'>;
}

export abstract class LectureCopies {
  abstract find(id: string): Promise<LectureCopy | undefined>;
  /** Locks the copy against changes until the current transaction ends. */
  abstract lock(id: string): Promise<LectureCopy | undefined>;
  /** Loads, decides and stores. `stale`: `decide` returned undefined, and nothing changed. */
  abstract change(id: string, decide: DecideCopy): Promise<'kept' | 'stale'>;
  abstract announce(id: string, decide: DecideCopy, at: Date): Promise<void>;
  abstract dueAnnouncements(now: Date, limit: number): Promise<string[]>;
  /** Notifies up to `limit` registrations in the transaction that stores the position. */
  abstract advanceAnnouncement(
    lectureId: string,
    limit: number,
    notificationFor: (lecture: LectureCopy, registration: RegistrationCopy) => NewNotification | undefined,
  ): Promise<'done' | 'more'>;
}

export abstract class Enrollments {
  /** A student of the lecture was confirmed: the next visit checks whether the lecture is full. Joins the current transaction. */
  abstract hasGrown(lectureId: string): void;
  /** Visits open lectures without a free seat: all of them first, because a crash forgets which ones have grown, then those that have. */
  abstract visitFull(limit: number, visit: (lectures: LectureCopy[]) => Promise<void>): Promise<'done' | 'more'>;
  abstract of(lectureId: string): Promise<Enrollment>;
}
