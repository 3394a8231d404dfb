import type { KnownLecture } from '../domain/lecture-news.js';
import type { NewNotification } from '../domain/notification.js';
import type { KnownRegistration } from '../domain/tell-of-registration.js';

/** Changes of lectures that are on their way to everybody registered, in bounded steps that survive a restart. */
export abstract class Announcements {
  /** Lectures whose announcement is due, oldest first. */
  abstract due(now: Date, limit: number): Promise<string[]>;
  /**
   * Takes one announcement `limit` registrations further, in one transaction with what `tell` makes of them.
   * @returns `more` while there are registrations left
   */
  abstract advance(
    lectureId: string,
    limit: number,
    tell: (lecture: KnownLecture, registration: KnownRegistration) => NewNotification | undefined,
  ): Promise<'done' | 'more'>;
}
