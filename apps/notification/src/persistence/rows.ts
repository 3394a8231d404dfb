import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LectureStatus, Locale, NotificationChannel, RegistrationStatus } from '#contracts';
import { InstantColumn } from '#persistence';

@Entity('account_copy')
export class AccountCopyRow {
  @PrimaryColumn({ type: 'varchar', length: 128 })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  email: string | null;

  @Column({ type: 'varchar', length: 8 })
  locale: Locale;

  @Column({ type: 'int' })
  sequence: number;
}

@Entity('registration_copy')
export class RegistrationCopyRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'student_id', type: 'varchar', length: 128 })
  studentId: string;

  @Column({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ type: 'varchar', length: 20 })
  status: RegistrationStatus;

  @InstantColumn({ name: 'requested_at' })
  requestedAt: Date;

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
  status: LectureStatus;

  @InstantColumn({ name: 'first_session_at' })
  firstSessionAt: Date;

  @Column({ type: 'int' })
  sequence: number;

  @Column({ type: 'mediumtext', nullable: true })
  told: string | null;

  @Column({ type: 'int' })
  announced: number;

  @InstantColumn({ name: 'changed_at' })
  changedAt: Date;

  /** When the announcement under way goes on; null where none is. */
  @InstantColumn({ name: 'announce_at', nullable: true })
  announceAt: Date | null;

  /** Id of the last registration that has been told of it. */
  @Column({ name: 'announced_up_to', type: 'varchar', length: 36 })
  announcedUpTo: string;
}

@Entity('preference')
export class PreferenceRow {
  @PrimaryColumn({ name: 'student_id', type: 'varchar', length: 128 })
  studentId: string;

  @Column({ type: 'simple-json' })
  channels: NotificationChannel[];

  @Column({ type: 'varchar', length: 20, nullable: true })
  phone: string | null;

  @Column({ name: 'webhook_url', type: 'varchar', length: 500, nullable: true })
  webhookUrl: string | null;
}
