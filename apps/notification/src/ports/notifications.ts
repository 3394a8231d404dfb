import type { Notification } from '#contracts';
import type { NewNotification } from '../domain/notification.js';

export interface NotificationPosition {
  sentAt: string;
  id: string;
}

/** Students read the messages about their own registrations; staff those about the lectures that they teach. */
export type Audience = 'students' | 'staff';

export interface SentNotification extends Omit<Notification, 'registrationId'> {
  registrationId: string | null;
  lectureId: string | null;
}

export interface NotificationList {
  items: SentNotification[];
  next: NotificationPosition | null;
}

export type Withdrawable = Extract<NewNotification['about'], 'registration' | 'declined-attempt'>;

export abstract class Notifications {
  /** Once per chosen channel and change; one that is stored already stays. Joins the current transaction. */
  abstract add(notifications: readonly NewNotification[]): Promise<void>;
  abstract withdrawBefore(subject: string, sequence: number, about?: Withdrawable): Promise<void>;
  abstract unreadOf(accountId: string, audience: Audience): Promise<number>;
  /** @param ids absent: all; ids of other accounts' messages change nothing */
  abstract markRead(accountId: string, audience: Audience, ids?: readonly string[]): Promise<void>;
  abstract sentTo(
    accountId: string,
    audience: Audience,
    limit: number,
    after?: NotificationPosition,
  ): Promise<NotificationList>;
}
