import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  languageOf,
  type Account,
  type Language,
  type LectureState,
  type NotificationChannel,
  type NotificationTemplate,
  type Registration,
} from '#contracts';
import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, InstantColumn, type StoreAddress, type StoreSchema } from '#persistence';
import { AccountCopyColumns, AnnouncementColumns } from '#platform';
import type { Announced, SessionTime } from '../domain/lecture-change.js';
import type { Facts, NewNotification } from '../domain/notification.js';
import { Announcements1793000000000 } from './migrations/1793000000000-announcements.js';
import { MessagesToStaff1794000000000 } from './migrations/1794000000000-messages-to-staff.js';
import { PlacesOfRegistrations1795000000000 } from './migrations/1795000000000-places-of-registrations.js';
import { NotificationsAndCopies1790000000000 } from './migrations/1790000000000-notifications-and-copies.js';
import { Retention1791200000000 } from './migrations/1791200000000-retention.js';
import { ReadMarks1792000000000 } from './migrations/1792000000000-read-marks.js';
import { Destinations1791100000000 } from './migrations/1791100000000-destinations.js';
import { SessionsOfLectures1791000000000 } from './migrations/1791000000000-sessions-of-lectures.js';

/** A row that is `SENDING` after its claim has expired may have been sent without a record. */
export type NotificationStatus = 'PENDING' | 'SENDING' | 'SENT' | 'OVERTAKEN' | 'UNWANTED' | 'LIMITED' | 'PARKED';

@Entity('notification')
export class NotificationRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 16 })
  channel: NotificationChannel;

  @Column({ type: 'varchar', length: 16 })
  about: NewNotification['about'];

  @Column({ type: 'char', length: 36 })
  subject: string;

  @Column({ type: 'int' })
  sequence: number;

  /** Empty in a message to staff that is about no single registration: the unique index needs a value. */
  @Column({ name: 'registration_id', type: 'char', length: 36 })
  registrationId: string;

  @Column({ name: 'student_id', type: 'varchar', length: 128 })
  recipientId: string;

  @Column({ name: 'staff_of', type: 'char', length: 36, nullable: true })
  staffOf: string | null;

  @Column({ type: 'varchar', length: 32 })
  template: NotificationTemplate;

  @Column({ type: 'simple-json' })
  facts: Facts;

  @Column({ type: 'varchar', length: 10 })
  status: NotificationStatus;

  @Column({ type: 'int' })
  attempts: number;

  /** Next attempt, or the end of the claim; null for a final status. */
  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt: Date | null;

  @InstantColumn({ name: 'tell_before', nullable: true })
  sendBefore: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Date | null;

  /** When the student marked it as read. */
  @InstantColumn({ name: 'read_at', nullable: true })
  readAt: Date | null;

  @Column({ type: 'varchar', length: 300, nullable: true })
  title: string | null;

  @Column({ type: 'text', nullable: true })
  body: string | null;

  @Column({ type: 'varchar', length: 300, nullable: true })
  reason: string | null;

  /** Digest of the address that it was sent to, where messages to one address are limited. */
  @Column({ type: 'char', length: 64, nullable: true })
  destination: string | null;

  @Column({ name: 'correlation_id', type: 'varchar', length: 128 })
  correlationId: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  traceparent: string | null;
}

@Entity('preference')
export class PreferenceRow {
  @PrimaryColumn({ name: 'student_id', type: 'varchar', length: 128 })
  accountId: string;

  @Column({ type: 'simple-json' })
  channels: NotificationChannel[];

  @Column({ type: 'varchar', length: 20, nullable: true })
  phone: string | null;

  @Column({ name: 'webhook_url', type: 'varchar', length: 500, nullable: true })
  webhookUrl: string | null;
}

@Entity('account_copy')
export class AccountCopyRow extends AccountCopyColumns {
  @Column({ type: 'varchar', length: 8 })
  locale: Language;

  /** Null in rows from before the column, which count as verified. */
  @Column({ name: 'email_verified', type: 'boolean', nullable: true })
  emailVerified: boolean | null;
}

export const accountCopyRow = (
  { id, name, email, locale, emailVerified = true }: Account,
  sequence: number,
): AccountCopyRow => ({
  id,
  name,
  email,
  locale: languageOf(locale),
  emailVerified,
  sequence,
});

@Entity('registration_copy')
export class RegistrationCopyRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'student_id', type: 'varchar', length: 128 })
  studentId: string;

  @Column({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ type: 'varchar', length: 20 })
  status: Registration['status'];

  @InstantColumn({ name: 'requested_at' })
  requestedAt: Date;

  @Column({ name: 'cancel_reason', type: 'varchar', length: 20, nullable: true })
  cancelReason: Registration['cancelReason'];

  /** Null in a row that an earlier release stored, until the next event or resync of the registration. */
  @Column({ type: 'int', nullable: true })
  places: number | null;

  @Column({ type: 'int' })
  sequence: number;
}

@Entity('lecture_copy')
export class LectureCopyRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 200 })
  title: string;

  @Column({ type: 'varchar', length: 10 })
  status: LectureState['status'];

  @InstantColumn({ name: 'first_session_at' })
  firstSessionAt: Date;

  @Column({ type: 'int' })
  sequence: number;

  @Column({ name: 'told', type: 'mediumtext', nullable: true })
  announcedDetails: string | null;

  @Column({ name: 'announced', type: 'int' })
  announcedSequence: number;

  @InstantColumn({ name: 'changed_at' })
  changedAt: Date;

  @InstantColumn({ name: 'announce_at', nullable: true })
  announceAt: Date | null;

  @Column({ name: 'announced_up_to', type: 'varchar', length: 36 })
  announcedUpTo: string;

  /** Null in rows from before the column; the first session stands for them. */
  @Column({ type: 'simple-json', nullable: true })
  sessions: readonly SessionTime[] | null;

  @Column({ name: 'cancel_note', type: 'varchar', length: 500, nullable: true })
  cancelNote: string | null;

  @Column({ name: 'instructor_id', type: 'varchar', length: 128, nullable: true })
  instructorId: string | null;

  @Column({ type: 'int', nullable: true })
  capacity: number | null;

  @Column({ name: 'before_change', type: 'simple-json', nullable: true })
  beforeChange: Announced | null;
}

@Entity('announcement')
export class AnnouncementRow extends AnnouncementColumns {
  /** The last registration whose student was notified; the next page begins after it. */
  @Column({ name: 'delivered_up_to', type: 'varchar', length: 36 })
  deliveredUpTo: string;

  @InstantColumn({ name: 'delivered_at', nullable: true })
  deliveredAt: Date | null;
}

const copies = [AccountCopyRow, RegistrationCopyRow, LectureCopyRow];

export const notificationSchema: StoreSchema = {
  entities: [NotificationRow, PreferenceRow, AnnouncementRow, ...copies, ...messagingEntities],
  migrations: [
    ...messagingMigrations,
    NotificationsAndCopies1790000000000,
    SessionsOfLectures1791000000000,
    Destinations1791100000000,
    Retention1791200000000,
    ReadMarks1792000000000,
    Announcements1793000000000,
    MessagesToStaff1794000000000,
    PlacesOfRegistrations1795000000000,
  ],
};

export const openNotificationStore = (address: StoreAddress): Promise<Database> =>
  Database.open({ ...address, ...notificationSchema, service: 'notification' });
