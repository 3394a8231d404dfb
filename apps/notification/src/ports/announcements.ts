import type { Announcement } from '#contracts';
import type { NewNotification } from '../domain/notification.js';
import type { RegistrationCopy } from '../domain/registration-notification.js';

/** Messages of the staff to the confirmed students of a lecture, each with the position of its delivery. */
export abstract class Announcements {
  /** Joins the current transaction. Does nothing if the announcement is already stored. */
  abstract add(announcement: Announcement): Promise<void>;
  abstract undelivered(limit: number): Promise<string[]>;
  /** Notifies up to `limit` confirmed students and stores the new position in one transaction. */
  abstract deliver(
    id: string,
    limit: number,
    notificationFor: (announcement: Announcement, registration: RegistrationCopy) => NewNotification,
  ): Promise<'done' | 'more'>;
  abstract ofLectureSince(lectureId: string, since: Date): Promise<Announcement[]>;
  /** Deletes up to `limit` delivered announcements from before an instant, and returns their number. */
  abstract deleteDelivered(before: Date, limit: number): Promise<number>;
}
