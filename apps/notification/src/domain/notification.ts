import type { Announcement, NotificationTemplate, Payment } from '#contracts';

/** Values of the moment that a message mentions; names and titles are read when it is sent. */
export interface Facts {
  amount?: number;
  payBy?: string;
  decideBy?: string;
  note?: string;
  announcement?: Pick<Announcement, 'title' | 'body'>;
  capacity?: number;
  canceledPlaces?: number;
  allPlaces?: number;
  /** What is refunded in total for the canceled places. */
  refundDue?: number;
}

export interface NewNotification {
  /** Aggregate of the event; with `subject` and `sequence` it identifies the change. */
  about:
    | 'registration'
    | 'payment'
    | 'lecture'
    | 'announcement'
    | 'enrollment'
    | 'cancellation'
    | 'cancel-request'
    | 'cancel-refusal'
    | 'declined-attempt'
    | 'canceled-places';
  subject: string;
  sequence: number;
  /** Null in a message to staff that is about no single registration. */
  registrationId: string | null;
  recipientId: string;
  /** The lecture whose staff is addressed; null in messages to students. */
  staffOf: string | null;
  template: NotificationTemplate;
  facts: Facts;
  /** Later than now where the state usually changes again within moments. */
  dueAt: Date;
  sendBefore: Date | null;
}

/** Undefined where no money was refunded: it had not been captured, or the refund schedule retains all of it. */
export function refundNotification(payment: Payment, sequence: number, now: Date): NewNotification | undefined {
  const refunded = payment.refunded?.amount ?? (payment.refundDue ? 0 : payment.amount.amount);
  if (payment.completedAt === null || refunded === 0) return undefined;
  return {
    about: 'payment',
    subject: payment.id,
    sequence,
    registrationId: payment.registrationId,
    recipientId: payment.studentId,
    staffOf: null,
    template: refunded < payment.amount.amount ? 'partially-refunded' : 'refunded',
    facts: { amount: refunded },
    dueAt: now,
    sendBefore: null,
  };
}
