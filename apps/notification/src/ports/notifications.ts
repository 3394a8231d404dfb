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
  /** Once per chosen channel and change; one that is stored already stays. Joins the current transaction. */
  abstract add(notifications: readonly NewNotification[]): Promise<void>;
  abstract withdrawBefore(subject: string, sequence: number): Promise<void>;
  abstract unreadOf(studentId: string): Promise<number>;
  /** @param ids absent: all; ids of other students' messages change nothing */
  abstract markRead(studentId: string, ids?: readonly string[]): Promise<void>;
  abstract sentTo(studentId: string, limit: number, after?: NotificationPosition): Promise<NotificationList>;
}
