import type { Payment } from '#contracts';
import { cancelRequest } from './end-payments.js';
import { decided, paidBy, stepped, type Decision, type PaymentsOfRegistration } from './payments-of-registration.js';

/** What the provider says of one key, whether it was asked to charge, to cancel, or for its status. */
export type ProviderAnswer =
  { state: 'CAPTURED' } | { state: 'DECLINED'; reason: string } | { state: 'VOIDED' } | { state: 'REFUNDED' };

/** Takes in what the provider says of a payment. A settled payment stays as it is, however often it is told again. */
export function learnFromProvider(
  state: PaymentsOfRegistration,
  paymentId: string,
  answer: ProviderAnswer,
  at: Date,
): Decision {
  const payment = state.attempts.find(({ id }) => id === paymentId);
  if (!payment) throw new Error(`payment ${paymentId} is not one of registration ${state.registrationId}`);
  switch (answer.state) {
    case 'CAPTURED':
      return captured(state, payment, at);
    case 'DECLINED':
      return becomes(state, payment, ['PENDING'], { status: 'DECLINED', declineReason: answer.reason });
    case 'VOIDED':
      return becomes(state, payment, ['PENDING', 'COMPLETED'], canceled(at));
    case 'REFUNDED':
      return becomes(state, payment, ['PENDING', 'COMPLETED'], {
        ...canceled(at),
        completedAt: payment.completedAt ?? at.toISOString(),
        cancelRequestedAt: payment.cancelRequestedAt ?? at.toISOString(),
      });
  }
}

/** Money arrived. It pays for the registration, unless that is over, paid for already, or asked for its money back. */
function captured(state: PaymentsOfRegistration, payment: Payment, at: Date): Decision {
  if (payment.status !== 'PENDING') return decided(state, state);
  const completed = { status: 'COMPLETED', completedAt: at.toISOString() } as const;
  if (state.overSince !== null || paidBy(state)) {
    return becomes(state, payment, ['PENDING'], { ...completed, ...cancelRequest(payment, at) });
  }
  const pays = payment.cancelRequestedAt === null;
  return decided(
    state,
    stepped(state, (each) => {
      if (each === payment) return completed;
      return pays && each.status === 'PENDING' ? cancelRequest(each, at) : undefined;
    }),
  );
}

const canceled = (at: Date) => ({ status: 'CANCELED', canceledAt: at.toISOString() }) as const;

function becomes(
  state: PaymentsOfRegistration,
  payment: Payment,
  from: readonly Payment['status'][],
  change: Partial<Payment>,
): Decision {
  const step = from.includes(payment.status) ? change : undefined;
  return decided(
    state,
    stepped(state, (each) => (each === payment ? step : undefined)),
  );
}
