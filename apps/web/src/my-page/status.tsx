import type { Schemas } from '#client';
import { money } from '../format.js';
import { m } from '../messages/messages.js';
import { decisionText } from '../registration/cancel-request.js';

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

export function reasonOf(view: View): string | undefined {
  const { cancelReason, cancelNote, approval, lecture, timeline } = view;
  if (cancelReason === 'LECTURE_CANCELED') return [m.reason_lecture(), lecture.cancelNote].filter(Boolean).join(' ');
  if (cancelReason === 'INSTRUCTOR')
    return [approval?.accepted === false ? m.reason_rejected() : m.reason_removed(), cancelNote]
      .filter(Boolean)
      .join(' ');
  return decisionText(view, timeline.find(({ event }) => event === 'registration.canceled')?.at);
}

export function paymentText({ status, fee, payment }: Pick<View, 'status' | 'fee' | 'payment'>): string | undefined {
  if (fee.amount === 0) return m.free_of_charge();
  if (payment === null) return status === 'AWAITING_PAYMENT' ? m.payment_none() : undefined;
  const { refunded, amount } = payment;
  const isInPart = refunded !== undefined && refunded.amount < amount.amount;
  const refundText = (): string => {
    if (!isInPart) return m.payment_refunded();
    return refunded.amount === 0 ? m.payment_kept() : m.payment_refunded_part({ refunded: money(refunded) });
  };
  const paidText = (): string => {
    if (isInPart && refunded.amount > 0) return m.payment_completed_part({ refunded: money(refunded) });
    return status === 'CANCELED' ? m.payment_refunding() : m.payment_completed();
  };
  const texts: Record<string, () => string> = {
    COMPLETED: paidText,
    PENDING: m.payment_pending,
    DECLINED: m.payment_declined,
    CANCELED: refundText,
  };
  return texts[payment.status]?.() ?? payment.status;
}

export function eventText(event: string, { approval }: Pick<View, 'approval'>): string {
  const texts: Record<string, () => string> = {
    'registration.requested': m.event_requested,
    'registration.payment-deferred': m.event_payment_deferred,
    'registration.approval-requested': m.event_approval_requested,
    'registration.confirmed': approval?.accepted ? m.event_accepted : m.event_confirmed,
    'registration.cancel-requested': m.event_cancel_requested,
    'registration.cancel-refused': m.event_cancel_refused,
    'registration.declined': m.event_payment_declined,
    'registration.places-canceled': m.event_places_canceled,
    'registration.expired': approval ? m.event_not_decided : m.event_expired,
    'registration.canceled': approval?.accepted === false ? m.event_rejected : m.event_canceled,
    'payment.completed': m.event_paid,
    'payment.declined': m.event_declined,
    'payment.refunded': m.event_partly_refunded,
    'payment.canceled': m.event_refunded,
    'lecture.canceled': m.event_lecture_canceled,
  };
  return texts[event]?.() ?? event;
}
