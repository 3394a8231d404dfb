import { applyProviderResult, type ProviderResult } from '../src/domain/apply-provider-result.js';
import { endEarlierAttempt, endPayments, raiseRefund } from '../src/domain/end-payments.js';
import { noPayments, type Decision, type PaymentsOfRegistration } from '../src/domain/payments-of-registration.js';
import { refundKeyOf } from '../src/domain/apply-provider-result.js';
import { startRefundStep } from '../src/domain/refund-step.js';
import { startAttempt } from '../src/domain/start-attempt.js';
import { at, attemptId, fee, attemptOf, minasRegistration } from './cast.js';

type Step = (state: PaymentsOfRegistration) => Decision;

export const attemptStarts =
  (attempt: number): Step =>
  (state) =>
    startAttempt(state, attemptOf(attempt), at(attempt));

export const registrationEnds: Step = (state) => endPayments(state, at(60));

const published = (due: number) => ({ paymentId: attemptId(1), due: { ...fee, amount: due } });

export const refundIsDue =
  (due: number): Step =>
  (state) =>
    raiseRefund(state, published(due));

export const registrationEndsWithRefund =
  (due: number): Step =>
  (state) =>
    endPayments(state, at(60), published(due));

export const refundStepStarts: Step = (state) => startRefundStep(state, attemptId(1));

/** The provider lists refunds of the first attempt, each by the total after it. */
export const refundsListed =
  (...totals: number[]): Step =>
  (state) => {
    const refunds = totals.map((total, n) => ({
      refundKey: refundKeyOf(attemptId(1), total),
      amount: total - (totals[n - 1] ?? 0),
    }));
    const isWhole = totals.at(-1) === fee.amount;
    return applyProviderResult(state, attemptId(1), { state: isWhole ? 'REFUNDED' : 'CAPTURED', refunds }, at(70));
  };

export const voidRequested =
  (attempt: number): Step =>
  (state) =>
    endEarlierAttempt(state, attemptId(attempt), at(50));

export const providerReports =
  (attempt: number, answer: ProviderResult, seconds = 10): Step =>
  (state) =>
    applyProviderResult(state, attemptId(attempt), answer, at(seconds));

/** The payments of Mina's registration after the steps. */
export const after = (...steps: Step[]): PaymentsOfRegistration =>
  steps.reduce((state, step) => step(state).state, noPayments(minasRegistration));

export const attemptIn = (state: PaymentsOfRegistration, attempt: number) =>
  state.attempts.find((payment) => payment.attempt === attempt);

/** The published events in short form. */
export const eventsOf = ({ events }: Decision): string[] =>
  events.map(({ name, data }) => `${name} ${data.attempt}${data.cancelRequestedAt ? ' refund requested' : ''}`);
