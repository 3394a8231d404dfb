import type { Payment } from '#contracts';
import type { PaymentRow } from './payment.row.js';

/** The state of a payment that its row holds. */
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
  version: row.version,
});

/** The columns that hold the state of a payment. */
export const columnsOf = ({ amount, ...payment }: Payment) => ({
  ...payment,
  ...amount,
  createdAt: new Date(payment.createdAt),
  completedAt: dateOf(payment.completedAt),
  cancelRequestedAt: dateOf(payment.cancelRequestedAt),
  canceledAt: dateOf(payment.canceledAt),
});

const dateOf = (instant: string | null) => (instant === null ? null : new Date(instant));
