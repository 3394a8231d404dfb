import type { Notification } from '#contracts';
import type { NewNotification } from '../domain/notification.js';

export interface NotificationPosition {
  sentAt: string;
  id: string;
}

export interface NotificationList {
  items: Notification[];
  next: NotificationPosition | null;
}

export abstract class Notifications {
  /**
   * Stores each message once per channel that its student has chosen; one that is stored already, for the same change and
   * channel, stays as it is. Joins the current transaction; sending starts after its commit.
   */
  abstract add(notifications: readonly NewNotification[]): Promise<void>;
  /** Withdraws the pending messages about states of the subject before `sequence`. */
  abstract withdrawBefore(subject: string, sequence: number): Promise<void>;
  abstract sentTo(studentId: string, limit: number, after?: NotificationPosition): Promise<NotificationList>;
}
