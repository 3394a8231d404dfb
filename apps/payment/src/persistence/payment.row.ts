import type { Payment } from '#contracts';
import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row per registration: whoever changes anything about its payments takes its next version. */
@Entity('payments_of_registration')
export class PaymentsOfRegistrationRow {
  @PrimaryColumn('char', { name: 'registration_id', length: 36 })
  registrationId: string;

  @InstantColumn({ name: 'over_since', nullable: true })
  overSince: Date | null;

  @Column('int')
  version: number;
}

@Entity('payments')
export class PaymentRow {
  @PrimaryColumn('char', { length: 36 })
  id: string;

  @Column('char', { name: 'registration_id', length: 36 })
  registrationId: string;

  @Column('varchar', { name: 'student_id', length: 128 })
  studentId: string;

  @Column('int')
  attempt: number;

  @Column('int')
  amount: number;

  @Column('char', { length: 3 })
  currency: Payment['amount']['currency'];

  @Column('varchar', { length: 10 })
  status: Payment['status'];

  @Column('varchar', { length: 10 })
  method: Payment['method'];

  @Column('varchar', { name: 'decline_reason', length: 200, nullable: true })
  declineReason: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'completed_at', nullable: true })
  completedAt: Date | null;

  @InstantColumn({ name: 'cancel_requested_at', nullable: true })
  cancelRequestedAt: Date | null;

  @InstantColumn({ name: 'canceled_at', nullable: true })
  canceledAt: Date | null;

  @Column('int')
  version: number;

  @Column('varchar', { name: 'sealed_token', length: 2000, nullable: true })
  sealedToken: string | null;

  /** The provider is asked then, and nobody else asks before; null once the payment is settled. */
  @InstantColumn({ name: 'next_check_at', nullable: true })
  nextCheckAt: Date | null;

  @Column('int')
  checks: number;

  @Column('varchar', { name: 'correlation_id', length: 128 })
  correlationId: string;

  @Column('varchar', { name: 'causation_id', length: 128, nullable: true })
  causationId: string | null;

  @Column('varchar', { length: 64, nullable: true })
  traceparent: string | null;
}
