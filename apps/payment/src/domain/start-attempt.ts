import { Rejection, type ChargeAnswer, type Payment } from '#contracts';
import {
  decisionFrom,
  isOpen,
  paidBy,
  type Decision,
  type PaymentsOfRegistration,
} from './payments-of-registration.js';

export interface Attempt {
  readonly paymentId: string;
  readonly studentId: string;
  readonly attempt: number;
  readonly amount: Payment['amount'];
  readonly method: Payment['method'];
  readonly token: string;
}

export type NextStep =
  | { kind: 'answer'; answer: ChargeAnswer }
  | { kind: 'wait-for-charge'; payment: Payment }
  | { kind: 'end-earlier'; attempts: readonly Payment[] }
  | { kind: 'charge'; payment: Payment };

/** The payment is recorded only if the next step is to charge; a charge does not start once its caller has given up.
 * @throws PAYMENT_ID_TAKEN */
export function startAttempt(
  state: PaymentsOfRegistration,
  request: Attempt,
  at: Date,
  { isLate = false } = {},
): Decision & { next: NextStep } {
  const unchanged = (next: NextStep) => ({ state, events: [], next });
  const refused = (reason: Extract<ChargeAnswer, { outcome: 'REFUSED' }>['reason']) =>
    unchanged({ kind: 'answer', answer: { outcome: 'REFUSED', reason } });

  if (state.attempts.some((payment) => belongsToAnother(payment, request))) throw new Rejection('PAYMENT_ID_TAKEN');
  const answer = chargeAnswerOf(state, request.paymentId);
  if (answer) return unchanged({ kind: 'answer', answer });
  const known = state.attempts.find((payment) => payment.id === request.paymentId);
  if (known) return unchanged({ kind: 'wait-for-charge', payment: known });
  if (isLate) return refused('DEADLINE_PASSED');
  if (state.attempts.some((payment) => payment.attempt >= request.attempt)) return refused('ATTEMPT_OUTDATED');

  const open = state.attempts.filter(isOpen);
  if (open.length > 0) return unchanged({ kind: 'end-earlier', attempts: open });

  const payment = pendingPayment(state.registrationId, request, at);
  const cardToken = { paymentId: payment.id, token: request.token };
  const started = decisionFrom(state, { ...state, attempts: [...state.attempts, payment] });
  return { ...started, cardToken, next: { kind: 'charge', payment } };
}

export function chargeAnswerOf(state: PaymentsOfRegistration, paymentId: string): ChargeAnswer | undefined {
  const paid = paidBy(state);
  if (paid) return { outcome: 'COMPLETED', payment: paid };

  const requested = state.attempts.find((payment) => payment.id === paymentId);
  if (requested?.status === 'DECLINED') return { outcome: 'DECLINED', payment: requested };
  if (state.overSince !== null) return { outcome: 'REFUSED', reason: 'REGISTRATION_OVER' };
  if (!requested || (requested.status === 'PENDING' && requested.cancelRequestedAt === null)) return undefined;
  return { outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' };
}

const belongsToAnother = (payment: Payment, request: Attempt): boolean =>
  payment.studentId !== request.studentId ||
  (payment.id === request.paymentId &&
    (payment.attempt !== request.attempt || payment.amount.amount !== request.amount.amount));

const pendingPayment = (registrationId: string, request: Attempt, at: Date): Payment => ({
  id: request.paymentId,
  registrationId,
  studentId: request.studentId,
  attempt: request.attempt,
  amount: request.amount,
  status: 'PENDING',
  method: request.method,
  declineReason: null,
  createdAt: at.toISOString(),
  completedAt: null,
  cancelRequestedAt: null,
  canceledAt: null,
  version: 1,
});
