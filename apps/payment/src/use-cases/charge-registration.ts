import { setTimeout as pause } from 'node:timers/promises';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChargeAnswer, ChargeRequest, Payment } from '#contracts';
import { Clock } from '#platform';
import { answerTo } from '../domain/answer-to-charge.js';
import type { PaymentsOfRegistration } from '../domain/payments-of-registration.js';
import { nextCheckAfter } from '../domain/settlement-schedule.js';
import { startAttempt } from '../domain/start-attempt.js';
import { ChargesUnderWay } from './charges-under-way.js';
import { EndEarlierAttempts } from './end-earlier-attempts.js';
import { OpenPayments } from './open-payments.js';
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
    private readonly open: OpenPayments,
    private readonly settlement: Settlement,
    private readonly earlier: EndEarlierAttempts,
    private readonly charges: ChargesUnderWay,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: ChargeRegistration): Promise<ChargeAnswer> {
    const waitMs = Date.parse(request.deadline) - this.clock.now().getTime();
    if (waitMs <= 0) return this.answerTooLate(request);
    const stayMs = Math.min(waitMs, LONGEST_WAIT_MS) + AFTER_DEADLINE_MS;
    const stay = AbortSignal.timeout(stayMs);
    const charge = this.charges.join(request.paymentId, stayMs, (signal) => this.charge(request, signal));
    const answer = charge.then((known) => ('outcome' in known ? known : this.awaitOutcome(known, stay)));
    return Promise.race([answer, pause(stayMs, NO_ANSWER_YET, { ref: false })]);
  }

  private async answerTooLate(request: ChargeRequest): Promise<ChargeAnswer> {
    const known = await this.charge(request, AbortSignal.abort());
    return 'outcome' in known ? known : NO_ANSWER_YET;
  }

  /** Answers the payment itself where somebody else has begun to charge it. */
  private async charge(request: ChargeRequest, signal: AbortSignal): Promise<ChargeAnswer | Payment> {
    for (;;) {
      const { next, state: started } = await this.payments.change(request.registrationId, (state) =>
        startAttempt(state, request, this.clock.now()),
      );
      switch (next.kind) {
        case 'answer':
          return next.answer;
        case 'charge':
          return this.askProvider(next.payment, request.token, signal, started);
        case 'wait-for-charge':
          return next.payment;
        case 'end-earlier':
          if (!(await this.earlier.end(next.attempts))) return unknown('EARLIER_ATTEMPT_UNKNOWN');
      }
    }
  }

  private async askProvider(
    payment: Payment,
    token: string,
    signal: AbortSignal,
    started: PaymentsOfRegistration,
  ): Promise<ChargeAnswer> {
    const { outcome, state } = await this.settlement.charge(payment, token, signal, started);
    if (outcome === 'settled' && state) return answerTo(state, payment.id) ?? NO_ANSWER_YET;
    const answer = await this.askWhatBecameOf(payment);
    if (answer.outcome === 'UNKNOWN') await this.open.chargeEnded(payment.id, nextCheckAfter(1, this.clock.now()));
    return answer;
  }

  /** Somebody else is charging, and that outcome is ours; or nobody is any more, and the provider must know. */
  private async awaitOutcome(payment: Payment, stay: AbortSignal): Promise<ChargeAnswer> {
    for (;;) {
      // In this order: whoever ends between the two looks has left its answer before the second.
      const underWay = await this.open.isBeingCharged(payment.id, this.clock.now());
      const answer = await this.answer(payment);
      if (answer) return answer;
      if (stay.aborted) return NO_ANSWER_YET;
      if (!underWay) return this.askWhatBecameOf(payment);
      await pause(BETWEEN_LOOKS_MS);
    }
  }

  private async askWhatBecameOf(payment: Payment): Promise<ChargeAnswer> {
    await this.settlement.inquire(payment);
    return (await this.answer(payment)) ?? unknown('PROVIDER_FAULT');
  }

  private async answer({ registrationId, id }: Payment): Promise<ChargeAnswer | undefined> {
    return answerTo(await this.payments.of(registrationId), id);
  }
}
