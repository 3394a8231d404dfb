import type { Payment } from '#contracts';
import {
  decisionFrom,
  updateAttempts,
  type Decision,
  type PaymentsOfRegistration,
} from './payments-of-registration.js';

export function endPayments(state: PaymentsOfRegistration, at: Date): Decision {
  if (state.overSince !== null) return decisionFrom(state, state);
  const ended = { ...state, overSince: at.toISOString() };
  return decisionFrom(
    state,
    updateAttempts(ended, (payment) => requestCancel(payment, at)),
  );
}

export function endEarlierAttempt(state: PaymentsOfRegistration, paymentId: string, at: Date): Decision {
  return decisionFrom(
    state,
    updateAttempts(state, (payment) =>
      payment.id === paymentId && payment.status === 'PENDING' ? requestCancel(payment, at) : undefined,
    ),
  );
}

/** Requests a void or refund; undefined where none is possible or one has been requested. */
export function requestCancel(payment: Payment, at: Date): Partial<Payment> | undefined {
  const cancelable = payment.status === 'PENDING' || payment.status === 'COMPLETED';
  return cancelable && payment.cancelRequestedAt === null ? { cancelRequestedAt: at.toISOString() } : undefined;
}
