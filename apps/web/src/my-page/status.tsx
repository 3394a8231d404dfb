import type { Schemas } from '#client';
import { m } from '../messages/messages.js';

type View = Schemas['ViewDocument'];

/** The server may know more statuses than this page: those are shown as they are. */
export function statusText(status: string): string {
  const texts: Record<string, () => string> = {
    CONFIRMED: m.status_confirmed,
    AWAITING_PAYMENT: m.status_awaiting_payment,
    AWAITING_APPROVAL: m.status_awaiting_approval,
    CANCELED: m.status_canceled,
    EXPIRED: m.status_expired,
    PAYMENT_DECLINED: m.status_declined,
  };
  return texts[status]?.() ?? status;
}

export const Status = ({ status }: { status: string }) => (
  <span className={`status status-${status.toLowerCase()}`}>{statusText(status)}</span>
);

export function reasonOf({ cancelReason, cancelNote, approval, lecture }: View): string | undefined {
  if (cancelReason === 'LECTURE_CANCELED') return [m.reason_lecture(), lecture.cancelNote].filter(Boolean).join(' ');
  if (cancelReason === 'INSTRUCTOR')
    return [approval?.accepted === false ? m.reason_rejected() : m.reason_removed(), cancelNote]
      .filter(Boolean)
      .join(' ');
  return undefined;
}

export function paymentText({ status, fee, payment }: View): string | undefined {
  if (fee.amount === 0) return m.free_of_charge();
  if (payment === null) return status === 'AWAITING_PAYMENT' ? m.payment_none() : undefined;
  const texts: Record<string, () => string> = {
    COMPLETED: status === 'CANCELED' ? m.payment_refunding : m.payment_completed,
    PENDING: m.payment_pending,
    DECLINED: m.payment_declined,
    CANCELED: m.payment_refunded,
  };
  return texts[payment.status]?.() ?? payment.status;
}

export function eventText(event: string): string {
  const texts: Record<string, () => string> = {
    'registration.requested': m.event_requested,
    'registration.payment-deferred': m.event_payment_deferred,
    'registration.approval-requested': m.event_approval_requested,
    'registration.confirmed': m.event_confirmed,
    'registration.cancel-requested': m.event_cancel_requested,
    'registration.cancel-refused': m.event_cancel_refused,
    'registration.declined': m.event_payment_declined,
    'registration.expired': m.event_expired,
    'registration.canceled': m.event_canceled,
    'payment.completed': m.event_paid,
    'payment.declined': m.event_declined,
    'payment.canceled': m.event_refunded,
    'lecture.canceled': m.event_lecture_canceled,
  };
  return texts[event]?.() ?? event;
}
