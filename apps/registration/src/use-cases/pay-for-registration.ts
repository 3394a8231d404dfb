import { Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection, type PaymentMethod } from '#contracts';
import { Clock, Ids, type IdempotencyTicket } from '#platform';
import { decideExpire, holdLeft, isOverdue, MINIMUM_HOLD_LEFT_TO_PAY } from '../domain/hold.js';
import {
  decideDefer,
  decideNewAttempt,
  deferralOf,
  isCurrentAttempt,
  outcomeOf,
  type Outcome,
} from '../domain/payment.js';
import { presented, type Attempt, type RegistrationState } from '../domain/registration.js';
import { RegistrationMetrics } from '../metrics.js';
import { PaymentGateway, type ChargeOutcome } from '../ports/payment-gateway.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';
import { ConfirmRegistration, ConfirmRegistrationHandler } from './confirm-registration.js';
import { DeclineRegistration, DeclineRegistrationHandler } from './decline-registration.js';

export class PayForRegistration extends Command<Outcome> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
    readonly payment: PaymentMethod,
    readonly ticket?: IdempotencyTicket,
  ) {
    super();
  }
}

@Injectable()
export class ChargeAttempt {
  constructor(
    private readonly gateway: PaymentGateway,
    private readonly registrations: Registrations,
    private readonly confirmRegistration: ConfirmRegistrationHandler,
    private readonly declineRegistration: DeclineRegistrationHandler,
    private readonly clock: Clock,
    private readonly metrics: RegistrationMetrics,
  ) {}

  /** @throws PAYMENT_DECLINED, HOLD_EXPIRED, REGISTRATION_OVER */
  async charge(registration: RegistrationState, payment: PaymentMethod | undefined): Promise<Outcome> {
    const { attempt } = registration;
    if (registration.status !== 'AWAITING_PAYMENT' || !attempt || !payment) return this.outcome(registration);
    const charged = await this.call(registration, attempt, payment);
    const settled = await this.store(charged, registration.id, attempt);
    if (charged.outcome === 'UNSETTLED') return outcomeOf(settled, charged.because);
    const keepsSeat = charged.outcome === 'DECLINED' && settled.declinedAttempts !== null;
    return outcomeOf(settled, keepsSeat ? 'DECLINED' : 'UNAVAILABLE');
  }

  /** The outcome without a charge, for a request whose attempt is no longer the current one. @throws as `charge` */
  async outcome(registration: RegistrationState, reason = deferralOf(registration)): Promise<Outcome> {
    if (!isOverdue(registration, this.clock.now())) return outcomeOf(registration, reason);
    const change = (state: RegistrationState) => decideExpire(state, this.clock.now());
    return outcomeOf(await this.registrations.change(registration.id, change), reason);
  }

  private async call(
    registration: RegistrationState,
    { number, paymentId }: Attempt,
    payment: PaymentMethod,
  ): Promise<ChargeOutcome> {
    const left = holdLeft(registration, this.clock.now());
    if (left < MINIMUM_HOLD_LEFT_TO_PAY) return { outcome: 'UNSETTLED', because: 'TIMEOUT' };
    const { id: registrationId, studentId, fee: amount } = registration;
    return this.gateway.charge({ ...payment, paymentId, registrationId, studentId, attempt: number, amount }, left);
  }

  private store(charged: ChargeOutcome, registrationId: string, { paymentId }: Attempt): Promise<RegistrationState> {
    switch (charged.outcome) {
      case 'COMPLETED':
        return this.confirmRegistration.execute(new ConfirmRegistration(charged.payment));
      case 'DECLINED':
        return this.declineRegistration.execute(new DeclineRegistration(charged.payment));
      case 'UNSETTLED':
        this.metrics.countDeferredPayment(presented(charged.because));
        return this.registrations.change(registrationId, (registration) =>
          decideDefer(registration, paymentId, charged.because, this.clock.now()),
        );
    }
  }
}

/** Starts a new attempt. A retry continues with the attempt in its ticket while that is the current one. */
@CommandHandler(PayForRegistration)
export class PayForRegistrationHandler implements ICommandHandler<PayForRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly chargeAttempt: ChargeAttempt,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ registrationId, studentId, payment, ticket }: PayForRegistration): Promise<Outcome> {
    const found = await this.registrations.ofStudent(registrationId, studentId);
    if (ticket?.resourceId === undefined) {
      return this.chargeAttempt.charge(await this.newAttempt(found, ticket), payment);
    }
    const isCurrent = isCurrentAttempt(found, ticket.resourceId);
    return isCurrent ? this.chargeAttempt.charge(found, payment) : this.chargeAttempt.outcome(found);
  }

  private async newAttempt(
    { id, lectureId }: RegistrationState,
    ticket?: IdempotencyTicket,
  ): Promise<RegistrationState> {
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
    const paymentId = this.ids.next();
    return this.registrations.change(
      id,
      (registration) => decideNewAttempt(registration, paymentId, lecture, this.clock.now()),
      ticket && { ticket, resourceId: paymentId },
    );
  }
}
