import type { Payment } from '#contracts';
import type { NewNotification } from './notification.js';

/** A payment that ended is told only where money had been captured: a void moves nothing, and nobody is told of nothing. */
export function tellOfRefund(payment: Payment, sequence: number, now: Date): NewNotification | undefined {
  if (payment.completedAt === null) return undefined;
  return {
    about: 'payment',
    subject: payment.id,
    sequence,
    registrationId: payment.registrationId,
    studentId: payment.studentId,
    template: 'refunded',
    facts: { amount: payment.amount.amount },
    dueAt: now,
    tellBefore: null,
  };
}
