import type { Payment } from '#contracts';
import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, InstantColumn, type StoreAddress, type StoreSchema } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Payments1790000000000 } from './migrations/1790000000000-payments.js';
import { PartialRefunds1799000000000 } from './migrations/1799000000000-partial-refunds.js';
import type { PaymentsOfRegistration } from '../domain/payments-of-registration.js';

@Entity('payments_of_registration')
export class PaymentsOfRegistrationRow {
  @PrimaryColumn('char', { name: 'registration_id', length: 36 })
  registrationId: string;

  @InstantColumn({ name: 'over_since', nullable: true })
  overSince: Date | null;

  @Column('int')
  version: number;

  @Column('char', { name: 'refund_payment_id', length: 36, nullable: true })
  refundPaymentId: string | null;

  @Column('int', { name: 'refund_due', nullable: true })
  refundDue: number | null;

  @Column('int', { name: 'refund_step', nullable: true })
  refundStep: number | null;
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

  @Column('int', { name: 'refund_due', nullable: true })
  refundDue: number | null;

  @Column('int', { nullable: true })
  refunded: number | null;

  @InstantColumn({ name: 'refunded_at', nullable: true })
  refundedAt: Date | null;

  @Column('int')
  version: number;

  @Column('varchar', { name: 'sealed_token', length: 2000, nullable: true })
  sealedToken: string | null;

  /** When the next check with the provider is due, and until when a claim holds; null once the payment is settled. */
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

export const paymentOf = (row: PaymentRow): Payment => ({
  id: row.id,
  registrationId: row.registrationId,
  studentId: row.studentId,
  attempt: row.attempt,
  amount: { amount: row.amount, currency: row.currency },
  status: row.status,
  method: row.method,
  declineReason: row.declineReason,
  createdAt: row.createdAt.toISOString(),
  completedAt: row.completedAt?.toISOString() ?? null,
  cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
  canceledAt: row.canceledAt?.toISOString() ?? null,
  ...(row.refundDue !== null && { refundDue: { amount: row.refundDue, currency: row.currency } }),
  ...(row.refunded !== null && { refunded: { amount: row.refunded, currency: row.currency } }),
  ...(row.refundedAt && { refundedAt: row.refundedAt.toISOString() }),
  version: row.version,
});

export const columnsOf = ({ amount, refundDue, refunded, refundedAt, ...payment }: Payment) => ({
  ...payment,
  ...amount,
  refundDue: refundDue?.amount ?? null,
  refunded: refunded?.amount ?? null,
  refundedAt: dateOf(refundedAt ?? null),
  createdAt: new Date(payment.createdAt),
  completedAt: dateOf(payment.completedAt),
  cancelRequestedAt: dateOf(payment.cancelRequestedAt),
  canceledAt: dateOf(payment.canceledAt),
});

export const stateOf = (row: PaymentsOfRegistrationRow, payments: PaymentRow[]): PaymentsOfRegistration => ({
  registrationId: row.registrationId,
  overSince: row.overSince?.toISOString() ?? null,
  refund:
    row.refundPaymentId === null
      ? null
      : { paymentId: row.refundPaymentId, due: row.refundDue ?? 0, step: row.refundStep },
  attempts: payments.map(paymentOf),
});

export const rowOf = (
  { registrationId, overSince, refund }: PaymentsOfRegistration,
  version: number,
): PaymentsOfRegistrationRow => ({
  registrationId,
  overSince: dateOf(overSince),
  version,
  refundPaymentId: refund?.paymentId ?? null,
  refundDue: refund?.due ?? null,
  refundStep: refund?.step ?? null,
});

const dateOf = (instant: string | null) => (instant === null ? null : new Date(instant));

export const paymentSchema: StoreSchema = {
  entities: [PaymentsOfRegistrationRow, PaymentRow, ...messagingEntities],
  migrations: [...messagingMigrations, Payments1790000000000, PartialRefunds1799000000000],
};

/** For the migrate command and tests; the app gets its `Database` from `TypeOrmModule` and `DatabaseModule`. */
export const openPaymentStore = (address: StoreAddress): Promise<Database> =>
  Database.open({ ...address, ...paymentSchema, service: 'payment' });
