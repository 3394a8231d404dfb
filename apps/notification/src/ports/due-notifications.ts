import type { Locale, NotificationChannel, NotificationTemplate } from '#contracts';
import type { Context } from '#platform';
import type { KnownLecture } from '../domain/lecture-news.js';
import type { NewNotification } from '../domain/notification.js';
import type { KnownRegistration } from '../domain/tell-of-registration.js';
import type { Preferences } from '../domain/preferences.js';
import type { Text } from '../domain/templates/texts.js';

/** A message that this process may send until its claim is over, with what is known by now. */
export interface ClaimedNotification extends Omit<NewNotification, 'template' | 'dueAt'> {
  id: string;
  channel: NotificationChannel;
  template: NotificationTemplate;
  createdAt: Date;
  /** Tries, this one included. */
  attempts: number;
  claimedUntil: Date;
  /** The try before left no record: it may have been sent already. */
  repeated: boolean;
  context: Context;
  registration: KnownRegistration | undefined;
  lecture: KnownLecture | undefined;
  account: { name: string; email: string | null; locale: Locale } | undefined;
  preferences: Preferences;
}

/** How a message ended. */
export type Ending =
  { status: 'SENT'; at: Date; text: Text } | { status: 'OVERTAKEN' | 'UNWANTED' | 'PARKED'; at: Date; reason: string };

export interface Figures {
  channel: NotificationChannel;
  pending: number;
  parked: number;
  oldest: Date | undefined;
}

/** Messages whose time has come, as the sender sees them: claimed by short leases, claimed again when a sender died. */
export abstract class DueNotifications {
  /** Called at a start: where the store has one process only, claims in it died with the one before. */
  abstract forgetClaims(now: Date): Promise<void>;
  /** Claims up to `limit` messages of one channel, longest overdue first; committed before anything is sent. */
  abstract claim(channel: NotificationChannel, now: Date, until: Date, limit: number): Promise<ClaimedNotification[]>;
  /** Records the end of a message; one that another sender has claimed meanwhile stays his. */
  abstract end(claim: ClaimedNotification, ending: Ending): Promise<void>;
  /** To be tried again at `dueAt`. */
  abstract giveBack(claim: ClaimedNotification, dueAt: Date, reason: string): Promise<void>;
  /** Not tried: its turn did not come in time. It is due at `dueAt`, as if it had not been claimed. */
  abstract leave(claim: ClaimedNotification, dueAt: Date): Promise<void>;
  abstract figures(): Promise<Figures[]>;
}
