import {
  decisionFrom,
  dueOf,
  isCancelPending,
  isRefundPending,
  refundedOf,
  type Decision,
  type PaymentsOfRegistration,
} from './payments-of-registration.js';

export type RefundStep = { kind: 'none' } | { kind: 'cancel' } | { kind: 'refund'; total: number; amount: number };

/** What to ask of the provider next. The next step begins only when the one before it is confirmed, so its total is stored first. */
export function startRefundStep(state: PaymentsOfRegistration, paymentId: string): Decision & { next: RefundStep } {
  const unchanged = (next: RefundStep) => ({ ...decisionFrom(state, state), next });
  const payment = state.attempts.find(({ id }) => id === paymentId);
  if (!payment || !(isCancelPending(payment) || isRefundPending(payment))) return unchanged({ kind: 'none' });
  const refunded = refundedOf(payment);
  const { refund } = state;
  if (payment.status === 'PENDING' || refund?.paymentId !== paymentId) return unchanged({ kind: 'cancel' });
  const isWhole = payment.cancelRequestedAt !== null && refunded === 0 && dueOf(payment) === payment.amount.amount;
  if (isWhole && refund.step === null) return unchanged({ kind: 'cancel' });
  const total = refund.step ?? dueOf(payment);
  const next = { kind: 'refund' as const, total, amount: total - refunded };
  return refund.step === null
    ? { ...decisionFrom(state, { ...state, refund: { ...refund, step: total } }), next }
    : unchanged(next);
}
