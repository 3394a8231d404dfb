import type { CancelReason, PaymentDeferred, RegistrationStatus } from '#contracts';
import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('registration')
export class RegistrationRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ name: 'student_id', type: 'varchar', length: 128 })
  studentId: string;

  @Column({ type: 'varchar', length: 20 })
  status: RegistrationStatus;

  @Column({ name: 'cancel_reason', type: 'varchar', length: 20, nullable: true })
  cancelReason: CancelReason | null;

  @Column({ name: 'fee_amount', type: 'int' })
  feeAmount: number;

  @Column({ name: 'fee_currency', type: 'char', length: 3 })
  feeCurrency: 'KRW';

  @Column({ name: 'payment_id', type: 'char', length: 36, nullable: true })
  paymentId: string | null;

  @Column({ name: 'attempt_number', type: 'int', nullable: true })
  attemptNumber: number | null;

  @Column({ name: 'attempt_payment_id', type: 'char', length: 36, nullable: true })
  attemptPaymentId: string | null;

  @Column({ name: 'attempt_deferred', type: 'varchar', length: 20, nullable: true })
  attemptDeferred: PaymentDeferred | null;

  @InstantColumn({ name: 'hold_expires_at', nullable: true })
  holdExpiresAt: Date | null;

  @InstantColumn({ name: 'requested_at' })
  requestedAt: Date;

  @InstantColumn({ name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Date | null;

  /** The sequence of its events. */
  @Column({ type: 'int' })
  version: number;

  /** Counts every write, told or not: whoever writes must have read the last one. */
  @Column({ type: 'int' })
  revision: number;

  /** `studentId:lectureId` while it is live, null when over; unique. */
  @Column({ name: 'live_slot', type: 'varchar', length: 165, nullable: true })
  liveSlot: string | null;
}

export const liveSlotOf = (studentId: string, lectureId: string): string => `${studentId}:${lectureId}`;
