import type { Notification } from '#contracts';
import type { NewNotification } from '../domain/notification.js';

/** Right after this one, newest first. */
export interface NotificationPlace {
  sentAt: string;
  id: string;
}

export interface Listed {
  items: Notification[];
  next: NotificationPlace | null;
}

/** What students are to be told, and were told. */
export abstract class Notifications {
  /**
   * Stores each once for every channel that its student wants; what is stored already, under the same event and channel,
   * stays as it is. Sent after the commit of the transaction that is open here.
   */
  abstract add(news: readonly NewNotification[]): Promise<void>;
  /** Lets rest what still waits to be told of earlier states than `sequence`. */
  abstract overtake(subject: string, sequence: number): Promise<void>;
  /** What was sent to a student, newest first. */
  abstract sentTo(studentId: string, limit: number, after?: NotificationPlace): Promise<Listed>;
}
