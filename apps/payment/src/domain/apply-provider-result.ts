import type { Payment } from '#contracts';
import { dueOfRegistration, requestEnd } from './end-payments.js';
import {
  decisionFrom,
  dueOf,
  paidBy,
  refundedOf,
  updateAttempts,
  type Decision,
  type PaymentsOfRegistration,
} from './payments-of-registration.js';

export type ProviderResult = FinalResult | { state: 'ACTION_REQUIRED' };

/** `refunds` lists the completed partial refunds; absent without one. REFUNDED: nothing is left to refund. */
export type FinalResult =
  | { state: 'CAPTURED'; refunds?: PartialRefund[] }
  | { state: 'DECLINED'; reason: string }
  | { state: 'VOIDED' }
  | { state: 'REFUNDED'; refunds?: PartialRefund[] };

export interface PartialRefund {
  refundKey: string;
  amount: number;
}

/** Names a refund by the total after it, so that a repeated one is recognized and moves no money. */
export const refundKeyOf = (paymentId: string, total: number): string => `${paymentId}:${total}`;

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
    case 'ACTION_REQUIRED':
      return decisionFrom(state, state);
    case 'CAPTURED':
      return decisionFrom(state, refunded(capture(state, payment, at), paymentId, result.refunds, at));
    case 'DECLINED':
      return transition(state, payment, ['PENDING'], { status: 'DECLINED', declineReason: result.reason });
    case 'VOIDED':
      return transition(state, payment, ['PENDING', 'COMPLETED'], canceled(at));
    case 'REFUNDED':
      if (totalOf(payment, result.refunds) >= payment.amount.amount)
        return decisionFrom(state, refunded(capture(state, payment, at), paymentId, result.refunds, at));
      return transition(state, payment, ['PENDING', 'COMPLETED'], {
        ...canceled(at),
        ...(payment.refundDue && { refunded: payment.amount, refundedAt: at.toISOString() }),
        completedAt: payment.completedAt ?? at.toISOString(),
        cancelRequestedAt: payment.cancelRequestedAt ?? at.toISOString(),
      });
  }
}

/** A capture pays for the registration unless it has ended, is already paid for, or a void was requested. */
function capture(state: PaymentsOfRegistration, payment: Payment, at: Date): PaymentsOfRegistration {
  if (payment.status !== 'PENDING') return state;
  const completed = { status: 'COMPLETED', completedAt: at.toISOString() } as const;
  const isUnwanted = state.overSince !== null || paidBy(state) !== undefined;
  const pays = !isUnwanted && payment.cancelRequestedAt === null;
  return updateAttempts(state, (each) => {
    if (each === payment) {
      const refundDue = dueOfRegistration(state, payment);
      const end = isUnwanted && requestEnd({ ...payment, ...completed }, state, at);
      return { ...completed, ...(refundDue && { refundDue }), ...end };
    }
    return pays && each.status === 'PENDING' ? requestEnd(each, state, at) : undefined;
  });
}

function refunded(
  state: PaymentsOfRegistration,
  paymentId: string,
  refunds: PartialRefund[] | undefined,
  at: Date,
): PaymentsOfRegistration {
  const payment = state.attempts.find(({ id }) => id === paymentId)!;
  const total = totalOf(payment, refunds);
  if (payment.status !== 'COMPLETED' || total <= refundedOf(payment)) return state;
  const { refund } = state;
  const isStepDone = refund?.paymentId === paymentId && refund.step !== null && refund.step <= total;
  const hasEnded = payment.cancelRequestedAt !== null && total >= dueOf(payment);
  const change = { refunded: { ...payment.amount, amount: total }, refundedAt: at.toISOString() };
  return updateAttempts(isStepDone ? { ...state, refund: { ...refund, step: null } } : state, (each) =>
    each === payment ? { ...change, ...(hasEnded && canceled(at)) } : undefined,
  );
}

function totalOf({ id }: Payment, refunds: PartialRefund[] = []): number {
  const totals = refunds.map(({ refundKey }) => Number(refundKey.slice(id.length + 1)));
  return Math.max(0, ...totals);
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
