import type { LectureCopy } from '../domain/lecture-change.js';
import type { NewNotification } from '../domain/notification.js';
import type { RegistrationCopy } from '../domain/registration-notification.js';

type DecideCopy = (copy: LectureCopy | undefined) => LectureCopy | undefined;

export abstract class RegistrationCopies {
  abstract find(id: string): Promise<RegistrationCopy | undefined>;
  /** `stale`: a later state is stored already, and nothing changed. */
  abstract save(registration: RegistrationCopy): Promise<'kept' | 'stale'>;
}

export abstract class LectureCopies {
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
