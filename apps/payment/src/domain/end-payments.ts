import type { Payment } from '#contracts';
import { decided, stepped, type Decision, type PaymentsOfRegistration } from './payments-of-registration.js';

/** The registration is over, for good: what was captured is to be refunded, what is pending is to be voided. */
export function endPayments(state: PaymentsOfRegistration, at: Date): Decision {
  if (state.overSince !== null) return decided(state, state);
  const over = { ...state, overSince: at.toISOString() };
  return decided(
    state,
    stepped(over, (payment) => cancelRequest(payment, at)),
  );
}

/** A newer attempt wants to begin: this one, still pending, is to be voided first. */
export function endEarlierAttempt(state: PaymentsOfRegistration, paymentId: string, at: Date): Decision {
  return decided(
    state,
    stepped(state, (payment) =>
      payment.id === paymentId && payment.status === 'PENDING' ? cancelRequest(payment, at) : undefined,
    ),
  );
}

/** The wish to have a payment undone, where there is something to undo and nobody has asked yet. */
export function cancelRequest(payment: Payment, at: Date): Partial<Payment> | undefined {
  const undoable = payment.status === 'PENDING' || payment.status === 'COMPLETED';
  return undoable && payment.cancelRequestedAt === null ? { cancelRequestedAt: at.toISOString() } : undefined;
}
