import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NotificationChannel, NotificationTemplate } from '#contracts';
import { InstantColumn } from '#persistence';
import type { Facts, NewNotification } from '../domain/notification.js';

/** `SENDING` after its claim is over: whoever sent it left no record. */
export type NotificationStatus = 'PENDING' | 'SENDING' | 'SENT' | 'OVERTAKEN' | 'UNWANTED' | 'PARKED';

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

  @Column({ name: 'registration_id', type: 'char', length: 36 })
  registrationId: string;

  @Column({ name: 'student_id', type: 'varchar', length: 128 })
  studentId: string;

  @Column({ type: 'varchar', length: 32 })
  template: NotificationTemplate;

  @Column({ type: 'simple-json' })
  facts: Facts;

  @Column({ type: 'varchar', length: 10 })
  status: NotificationStatus;

  @Column({ type: 'int' })
  attempts: number;

  /** When it is to be sent, or when its claim is over; null once it has ended. */
  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt: Date | null;

  @InstantColumn({ name: 'tell_before', nullable: true })
  tellBefore: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column({ type: 'varchar', length: 300, nullable: true })
  title: string | null;

  @Column({ type: 'text', nullable: true })
  body: string | null;

  @Column({ type: 'varchar', length: 300, nullable: true })
  reason: string | null;

  @Column({ name: 'correlation_id', type: 'varchar', length: 128 })
  correlationId: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  traceparent: string | null;
}
