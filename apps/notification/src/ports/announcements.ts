import type { Announcement } from '#contracts';
import type { NewNotification } from '../domain/notification.js';
import type { RegistrationCopy } from '../domain/registration-notification.js';

/** Messages of the staff to the confirmed students of a lecture, and up to which registration each is delivered. */
export abstract class Announcements {
  /** Joins the current transaction; one that is stored already stays as it is. */
  abstract add(announcement: Announcement): Promise<void>;
  abstract undelivered(limit: number): Promise<string[]>;
  /** Notifies up to `limit` confirmed students in the transaction that stores the position. */
  abstract deliver(
    id: string,
    limit: number,
    notificationFor: (announcement: Announcement, registration: RegistrationCopy) => NewNotification,
  ): Promise<'done' | 'more'>;
  abstract ofLectureSince(lectureId: string, since: Date): Promise<Announcement[]>;
  /** Deletes up to `limit` delivered ones from before an instant, and returns their number. */
  abstract deleteDelivered(before: Date, limit: number): Promise<number>;
}
