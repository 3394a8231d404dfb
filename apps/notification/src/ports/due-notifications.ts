import type { Language, NotificationChannel } from '#contracts';
import type { Context } from '#platform';
import type { LectureCopy } from '../domain/lecture-change.js';
import type { Text } from '../domain/message-templates.js';
import type { NewNotification } from '../domain/notification.js';
import type { Preferences } from '../domain/preferences.js';
import type { Enrollment } from '../domain/staff-notification.js';
import type { RegistrationCopy } from '../domain/registration-notification.js';

/** A message that this process may send until `claimedUntil`, with the current copies that it mentions. */
export interface ClaimedNotification extends Omit<NewNotification, 'dueAt'> {
  id: string;
  channel: NotificationChannel;
  createdAt: Date;
  attempts: number;
  claimedUntil: Date;
  /** The previous attempt left no record: the message may have been sent already. */
  repeated: boolean;
  context: Context;
  registration: RegistrationCopy | undefined;
  enrollment?: Enrollment | undefined;
  lecture: LectureCopy | undefined;
  account: { name: string; email: string | null; locale: Language; emailVerified: boolean | null } | undefined;
  preferences: Preferences;
}

export type Outcome =
  | { status: 'SENT'; at: Date; text: Text; destination?: string | undefined }
  | { status: 'OVERTAKEN' | 'UNWANTED' | 'LIMITED' | 'PARKED'; at: Date; reason: string };

export interface NotificationCounts {
  channel: NotificationChannel;
  pending: number;
  parked: number;
  oldest: Date | undefined;
}

/** Due messages as the sender sees them: claimed by a lease, which expires when the sender crashes. */
export abstract class DueNotifications {
  /** Called on startup: in a store that only one process uses, the claims of the previous process are void. */
  abstract releaseClaims(now: Date): Promise<void>;
  /** Claims up to `limit` messages of a channel, longest overdue first, and commits before any of them is sent. */
  abstract claim(
    channel: NotificationChannel,
    now: Date,
    until: Date,
    limit: number,
    exceptOf?: readonly string[],
  ): Promise<ClaimedNotification[]>;
  /** When up to `limit` messages, the latest ones, were sent to a destination after `since`. */
  abstract sentTo(destination: string, since: Date, limit: number): Promise<Date[]>;
  abstract finish(claim: ClaimedNotification, outcome: Outcome): Promise<void>;
  abstract retryAt(claim: ClaimedNotification, dueAt: Date, reason: string): Promise<void>;
  /** Undoes a claim whose message was not attempted: it is due at `dueAt`. */
  abstract release(claim: ClaimedNotification, dueAt: Date, reason?: string): Promise<void>;
  /** Deletes up to `limit` messages with a final status from before an instant, and returns their number. */
  abstract deleteEnded(before: Date, limit: number): Promise<number>;
  abstract counts(): Promise<NotificationCounts[]>;
}
