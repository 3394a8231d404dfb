import { setTimeout as pause } from 'node:timers/promises';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChargeAnswer, ChargeRequest, Payment } from '#contracts';
import { Clock } from '#platform';
import { answerTo } from '../domain/answer-to-charge.js';
import { startAttempt } from '../domain/start-attempt.js';
import { ChargesUnderWay } from './charges-under-way.js';
import { EndEarlierAttempts } from './end-earlier-attempts.js';
import { Payments } from './payments.js';
import { Settlement } from './settlement.js';

/** Registration asks for money; the work goes on after nobody waits for the answer any more. */
export class ChargeRegistration extends Command<ChargeAnswer> {
  constructor(readonly request: ChargeRequest) {
    super();
  }
}

const BETWEEN_LOOKS_MS = 50;
/** At the deadline it is the caller's own timer that ends the call: a slow payment is to look slow. */
const AFTER_DEADLINE_MS = 100;
const LONGEST_WAIT_MS = 60_000;
const unknown = (reason: string): ChargeAnswer => ({ outcome: 'UNKNOWN', reason });
const NO_ANSWER_YET = unknown('NO_ANSWER_YET');

@CommandHandler(ChargeRegistration)
export class ChargeRegistrationHandler implements ICommandHandler<ChargeRegistration> {
  constructor(
    private readonly payments: Payments,
    private readonly settlement: Settlement,
    private readonly earlier: EndEarlierAttempts,
    private readonly charges: ChargesUnderWay,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: ChargeRegistration): Promise<ChargeAnswer> {
    const waitMs = Date.parse(request.deadline) - this.clock.now().getTime();
    if (waitMs <= 0) return (await this.charge(request, AbortSignal.abort())) ?? NO_ANSWER_YET;
    const stayMs = Math.min(waitMs, LONGEST_WAIT_MS) + AFTER_DEADLINE_MS;
    const stay = AbortSignal.timeout(stayMs);
    const charge = this.charges.join(request.paymentId, stayMs, (signal) => this.charge(request, signal));
    const answer = charge.then((known) => known ?? this.awaitOutcome(request, stay));
    return Promise.race([answer, pause(stayMs, NO_ANSWER_YET, { ref: false })]);
  }

  /** Undefined: somebody else is charging this key. */
  private async charge(request: ChargeRequest, signal: AbortSignal): Promise<ChargeAnswer | undefined> {
    for (;;) {
      const { next } = await this.payments.change(request.registrationId, (state) =>
        startAttempt(state, request, this.clock.now()),
      );
      switch (next.kind) {
        case 'answer':
          return next.answer;
        case 'charge':
          return this.askProvider(next.payment, request.token, signal);
        case 'wait-for-charge':
          return undefined;
        case 'end-earlier':
          if (!(await this.earlier.end(next.attempts))) return unknown('EARLIER_ATTEMPT_UNKNOWN');
      }
    }
  }

  private async askProvider(payment: Payment, token: string, signal: AbortSignal): Promise<ChargeAnswer> {
    const outcome = await this.settlement.charge(payment, token, signal);
    if (outcome === 'unknown') await this.settlement.inquire(payment);
    return (await this.answer(payment.registrationId, payment.id)) ?? unknown('PROVIDER_FAULT');
  }

  /** Another replica has charged, or is about to: its outcome is ours. */
  private async awaitOutcome({ registrationId, paymentId }: ChargeRequest, stay: AbortSignal): Promise<ChargeAnswer> {
    for (;;) {
      const answer = await this.answer(registrationId, paymentId);
      if (answer) return answer;
      if (stay.aborted) return NO_ANSWER_YET;
      await pause(BETWEEN_LOOKS_MS);
    }
  }

  private async answer(registrationId: string, paymentId: string): Promise<ChargeAnswer | undefined> {
    return answerTo(await this.payments.of(registrationId), paymentId);
  }
}
