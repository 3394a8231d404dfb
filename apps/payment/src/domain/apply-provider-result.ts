import type { Payment } from '#contracts';
import { requestCancel } from './end-payments.js';
import {
  decisionFrom,
  paidBy,
  updateAttempts,
  type Decision,
  type PaymentsOfRegistration,
} from './payments-of-registration.js';

export type ProviderResult =
  { state: 'CAPTURED' } | { state: 'DECLINED'; reason: string } | { state: 'VOIDED' } | { state: 'REFUNDED' };

/** Applies the provider's result to a payment. A repeated result never changes a settled payment. */
export function applyProviderResult(
  state: PaymentsOfRegistration,
  paymentId: string,
  result: ProviderResult,
  at: Date,
): Decision {
  const payment = state.attempts.find(({ id }) => id === paymentId);
  if (!payment) throw new Error(`payment ${paymentId} does not belong to registration ${state.registrationId}`);
  switch (result.state) {
    case 'CAPTURED':
      return capture(state, payment, at);
    case 'DECLINED':
      return transition(state, payment, ['PENDING'], { status: 'DECLINED', declineReason: result.reason });
    case 'VOIDED':
      return transition(state, payment, ['PENDING', 'COMPLETED'], canceled(at));
    case 'REFUNDED':
      return transition(state, payment, ['PENDING', 'COMPLETED'], {
        ...canceled(at),
        completedAt: payment.completedAt ?? at.toISOString(),
        cancelRequestedAt: payment.cancelRequestedAt ?? at.toISOString(),
      });
  }
}

/** A capture pays for the registration unless it has ended, is already paid for, or a void was requested. */
function capture(state: PaymentsOfRegistration, payment: Payment, at: Date): Decision {
  if (payment.status !== 'PENDING') return decisionFrom(state, state);
  const completed = { status: 'COMPLETED', completedAt: at.toISOString() } as const;
  if (state.overSince !== null || paidBy(state)) {
    return transition(state, payment, ['PENDING'], { ...completed, ...requestCancel(payment, at) });
  }
  const pays = payment.cancelRequestedAt === null;
  return decisionFrom(
    state,
    updateAttempts(state, (each) => {
      if (each === payment) return completed;
      return pays && each.status === 'PENDING' ? requestCancel(each, at) : undefined;
    }),
  );
}

const canceled = (at: Date) => ({ status: 'CANCELED', canceledAt: at.toISOString() }) as const;

function transition(
  state: PaymentsOfRegistration,
  payment: Payment,
  from: readonly Payment['status'][],
  change: Partial<Payment>,
): Decision {
  const step = from.includes(payment.status) ? change : undefined;
  return decisionFrom(
    state,
    updateAttempts(state, (each) => (each === payment ? step : undefined)),
  );
}
