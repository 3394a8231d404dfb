import type { Money, Payment } from '#contracts';
import {
  decisionFrom,
  dueOf,
  refundedOf,
  updateAttempts,
  type Decision,
  type PaymentsOfRegistration,
} from './payments-of-registration.js';

/** What a registration publishes about the refund of its payment; totals, so that repeated and late events change nothing. */
export interface PublishedRefund {
  paymentId: string;
  due: Money;
}

export function raiseRefund(state: PaymentsOfRegistration, published: PublishedRefund): Decision {
  const raised = withRefund(state, published);
  if (raised === state) return decisionFrom(state, state);
  return decisionFrom(
    state,
    updateAttempts(raised, (payment) => {
      const refundDue = dueOfRegistration(raised, payment);
      const isHigher = payment.status === 'COMPLETED' && refundDue && refundDue.amount > dueOf(payment);
      return isHigher ? { refundDue } : undefined;
    }),
  );
}

/** The registration has ended. Without a published total, everything that was captured is refunded. */
export function endPayments(state: PaymentsOfRegistration, at: Date, published?: PublishedRefund): Decision {
  if (state.overSince !== null) return published ? raiseRefund(state, published) : decisionFrom(state, state);
  const raised = published ? withRefund(state, published) : withFullRefund(state);
  const ended = { ...raised, overSince: at.toISOString() };
  return decisionFrom(
    state,
    updateAttempts(ended, (payment) => requestEnd(payment, ended, at)),
  );
}

export function endEarlierAttempt(state: PaymentsOfRegistration, paymentId: string, at: Date): Decision {
  return decisionFrom(
    state,
    updateAttempts(state, (payment) =>
      payment.id === paymentId && payment.status === 'PENDING' ? requestEnd(payment, state, at) : undefined,
    ),
  );
}

/** Undefined where no void or refund is possible or one has been requested. A capture with nothing left to refund ends at once. */
export function requestEnd(payment: Payment, state: PaymentsOfRegistration, at: Date): Partial<Payment> | undefined {
  const cancelable = payment.status === 'PENDING' || payment.status === 'COMPLETED';
  if (!cancelable || payment.cancelRequestedAt !== null) return undefined;
  const requested = { cancelRequestedAt: at.toISOString() };
  const refundDue = payment.status === 'COMPLETED' ? dueOfRegistration(state, payment) : undefined;
  if (!refundDue) return requested;
  const hasEnded = refundDue.amount <= refundedOf(payment);
  return { ...requested, refundDue, ...(hasEnded && { status: 'CANCELED', canceledAt: at.toISOString() }) };
}

function withRefund(state: PaymentsOfRegistration, { paymentId, due }: PublishedRefund): PaymentsOfRegistration {
  const { refund } = state;
  if (refund && refund.due >= due.amount) return state;
  return {
    ...state,
    refund: { paymentId: refund?.paymentId ?? paymentId, due: due.amount, step: refund?.step ?? null },
  };
}

function withFullRefund(state: PaymentsOfRegistration): PaymentsOfRegistration {
  const payment = state.attempts.find(({ id }) => id === state.refund?.paymentId);
  return payment ? withRefund(state, { paymentId: payment.id, due: payment.amount }) : state;
}

export function dueOfRegistration({ refund }: PaymentsOfRegistration, { id, amount }: Payment): Money | undefined {
  return refund?.paymentId === id ? { ...amount, amount: Math.min(refund.due, amount.amount) } : undefined;
}
