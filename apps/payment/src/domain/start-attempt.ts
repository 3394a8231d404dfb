import type { ChargeAnswer, Payment } from '#contracts';
import { answerTo } from './answer-to-charge.js';
import { decided, isOpen, type Decision, type PaymentsOfRegistration } from './payments-of-registration.js';

/** One attempt to pay for a registration, as registration asks for it. */
export interface Attempt {
  readonly paymentId: string;
  readonly studentId: string;
  readonly attempt: number;
  readonly amount: Payment['amount'];
  readonly method: Payment['method'];
  readonly token: string;
  readonly deadline: string;
}

export type NextStep =
  | { kind: 'answer'; answer: ChargeAnswer }
  | { kind: 'wait-for-charge'; payment: Payment }
  | { kind: 'end-earlier'; attempts: readonly Payment[] }
  | { kind: 'charge'; payment: Payment };

/**
 * Decides what a request for money leads to. The intent is recorded only where the next step is to charge:
 * the key is new, the registration lives, somebody still waits, and every earlier attempt has ended.
 */
export function startAttempt(state: PaymentsOfRegistration, request: Attempt, at: Date): Decision & { next: NextStep } {
  const unchanged = (next: NextStep) => ({ state, events: [], next });
  const refused = (reason: Extract<ChargeAnswer, { outcome: 'REFUSED' }>['reason']) =>
    unchanged({ kind: 'answer', answer: { outcome: 'REFUSED', reason } });

  const answer = answerTo(state, request.paymentId);
  if (answer) return unchanged({ kind: 'answer', answer });
  const known = state.attempts.find((payment) => payment.id === request.paymentId);
  if (known) return unchanged({ kind: 'wait-for-charge', payment: known });
  if (at >= new Date(request.deadline)) return refused('DEADLINE_PASSED');
  if (state.attempts.some((payment) => payment.attempt >= request.attempt)) return refused('ATTEMPT_OUTDATED');

  const open = state.attempts.filter(isOpen);
  if (open.length > 0) return unchanged({ kind: 'end-earlier', attempts: open });

  const payment = intent(state.registrationId, request, at);
  const cardToken = { paymentId: payment.id, token: request.token };
  const begun = decided(state, { ...state, attempts: [...state.attempts, payment] });
  return { ...begun, cardToken, next: { kind: 'charge', payment } };
}

const intent = (registrationId: string, request: Attempt, at: Date): Payment => ({
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
