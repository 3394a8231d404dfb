import { learnFromProvider, type ProviderAnswer } from '../src/domain/learn-from-provider.js';
import { endEarlierAttempt, endPayments } from '../src/domain/end-payments.js';
import { noPayments, type Decision, type PaymentsOfRegistration } from '../src/domain/payments-of-registration.js';
import { startAttempt } from '../src/domain/start-attempt.js';
import { at, attemptId, attemptOf, minasRegistration } from './cast.js';

type Step = (state: PaymentsOfRegistration) => Decision;

export const attemptBegins =
  (attempt: number): Step =>
  (state) =>
    startAttempt(state, attemptOf(attempt), at(attempt));

export const registrationEnds: Step = (state) => endPayments(state, at(60));

export const attemptIsToEnd =
  (attempt: number): Step =>
  (state) =>
    endEarlierAttempt(state, attemptId(attempt), at(50));

export const providerSays =
  (attempt: number, answer: ProviderAnswer, seconds = 10): Step =>
  (state) =>
    learnFromProvider(state, attemptId(attempt), answer, at(seconds));

/** The payments of Mina's registration after all that. */
export const after = (...steps: Step[]): PaymentsOfRegistration =>
  steps.reduce((state, step) => step(state).state, noPayments(minasRegistration));

/** What a decision says of one attempt. */
export const attemptIn = (state: PaymentsOfRegistration, attempt: number) =>
  state.attempts.find((payment) => payment.attempt === attempt);

export const told = ({ events }: Decision): string[] =>
  events.map(({ name, data }) => `${name} ${data.attempt}${data.cancelRequestedAt ? ' refund requested' : ''}`);
