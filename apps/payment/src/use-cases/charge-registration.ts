import { setTimeout as delay } from 'node:timers/promises';
import { Command, CommandHandler, type CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import {
  ACTION_REQUIRED,
  DEFAULT_CHARGE_TIMEOUT_MS,
  NO_ANSWER_YET,
  type ChargeAnswer,
  type ChargeRequest,
  type Payment,
  type ProviderTime,
} from '#contracts';
import { Clock } from '#platform';
import { nextCheckAfter } from '../domain/settlement-schedule.js';
import { chargeAnswerOf, startAttempt } from '../domain/start-attempt.js';
import { OpenPayments } from '../ports/open-payments.js';
import { Payments } from '../ports/payments.js';
import { ChargesInFlight, ProviderWait } from './charges-in-flight.js';
import { Settlement } from './settlement.js';

export interface Charged {
  answer: ChargeAnswer;
  /** How long the answer waited for the provider, in milliseconds. */
  providerMs: number;
}

export class ChargeRegistration extends Command<Charged> {
  readonly timeoutMs: number;

  /** @param timeoutMs how long the caller waits for the answer from now on, 2 s if it is unknown */
  constructor(
    readonly request: ChargeRequest,
    timeoutMs = NaN,
  ) {
    super();
    this.timeoutMs = Number.isFinite(timeoutMs)
      ? Math.ceil(Math.min(timeoutMs, MAX_WAIT_MS))
      : DEFAULT_CHARGE_TIMEOUT_MS;
  }
}

export async function charged(commands: CommandBus, command: ChargeRegistration): Promise<ChargeAnswer & ProviderTime> {
  const { answer, providerMs } = await commands.execute(command);
  return { ...answer, providerMs: Math.round(providerMs) };
}

const POLL_INTERVAL_MS = 50;
/** A charge without a result is answered UNKNOWN this long before its caller times out, so that a slow card does not count as a failure of the payment service. */
const marginOf = (timeoutMs: number) => Math.min(100, Math.floor(timeoutMs / 10));
const MAX_WAIT_MS = 60_000;
const unknown = (reason: string): ChargeAnswer => ({ outcome: 'UNKNOWN', reason });
const noAnswerYet = unknown(NO_ANSWER_YET);

@CommandHandler(ChargeRegistration)
export class ChargeRegistrationHandler implements ICommandHandler<ChargeRegistration> {
  constructor(
    private readonly payments: Payments,
    private readonly open: OpenPayments,
    private readonly settlement: Settlement,
    private readonly charges: ChargesInFlight,
    private readonly clock: Clock,
  ) {}

  async execute({ request, timeoutMs }: ChargeRegistration): Promise<Charged> {
    if (timeoutMs <= 0) return { answer: await this.answerTooLate(request), providerMs: 0 };
    const startedAt = performance.now();
    const waitMs = timeoutMs - marginOf(timeoutMs);
    const timeout = AbortSignal.timeout(waitMs);
    const callerGone = AbortSignal.timeout(timeoutMs);
    const { result, wait } = this.charges.join(request.paymentId, (signal, begun) =>
      this.charge(request, callerGone, signal, begun),
    );
    const outcome = result.then((found) =>
      'outcome' in found ? found : wait.during(this.awaitOutcome(found, timeout)),
    );
    const answer = await Promise.race([outcome, delay(waitMs, noAnswerYet, { ref: false })]);
    return { answer, providerMs: wait.since(startedAt) };
  }

  private async answerTooLate(request: ChargeRequest): Promise<ChargeAnswer> {
    const result = await this.charge(request, AbortSignal.abort(), AbortSignal.abort(), new ProviderWait());
    return 'outcome' in result ? result : noAnswerYet;
  }

  private async charge(
    request: ChargeRequest,
    callerGone: AbortSignal,
    signal: AbortSignal,
    wait: ProviderWait,
  ): Promise<ChargeAnswer | Payment> {
    for (;;) {
      const { next } = await this.payments.change(request.registrationId, (state) =>
        startAttempt(state, request, this.clock.now(), { isLate: callerGone.aborted }),
      );
      switch (next.kind) {
        case 'answer':
          return next.answer;
        case 'charge':
          return wait.during(this.callProvider(next.payment, request.token, signal));
        case 'wait-for-charge':
          return next.payment;
        case 'end-earlier':
          if (!(await wait.during(this.settlement.endAttempts(next.attempts))))
            return unknown('EARLIER_ATTEMPT_UNKNOWN');
      }
    }
  }

  private async callProvider(payment: Payment, token: string, signal: AbortSignal): Promise<ChargeAnswer> {
    const { outcome, state } = await this.settlement.charge(payment, token, signal);
    if (outcome === 'settled' && state) return chargeAnswerOf(state, payment.id) ?? noAnswerYet;
    const answer = outcome === 'action-required' ? unknown(ACTION_REQUIRED) : await this.queryOutcome(payment);
    if (answer.outcome === 'UNKNOWN') await this.open.chargeEnded(payment.id, nextCheckAfter(1, this.clock.now()));
    return answer;
  }

  /** Polls for the outcome of a charge by another replica; queries the provider when no replica is charging any more. */
  private async awaitOutcome(payment: Payment, timeout: AbortSignal): Promise<ChargeAnswer> {
    for (;;) {
      // In this order: a charge that ends between the two reads has stored its answer before the second one.
      const inFlight = await this.open.isBeingCharged(payment.id, this.clock.now());
      const answer = await this.storedAnswer(payment);
      if (answer) return answer;
      if (timeout.aborted) return noAnswerYet;
      if (!inFlight) return this.queryOutcome(payment);
      await delay(POLL_INTERVAL_MS);
    }
  }

  private async queryOutcome(payment: Payment): Promise<ChargeAnswer> {
    const outcome = await this.settlement.queryStatus(payment);
    const reason = outcome === 'action-required' ? ACTION_REQUIRED : 'PROVIDER_FAULT';
    return (await this.storedAnswer(payment)) ?? unknown(reason);
  }

  private async storedAnswer({ registrationId, id }: Payment): Promise<ChargeAnswer | undefined> {
    return chargeAnswerOf(await this.payments.of(registrationId), id);
  }
}
