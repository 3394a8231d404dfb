import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { PaymentDeferred, PaymentMethod } from '#contracts';
import { Clock } from '#platform';
import { holdLeft, isOverdue, LEAST_HOLD_LEFT_TO_PAY } from '../domain/hold.js';
import { outcomeOf, type Outcome } from '../domain/outcome.js';
import type { Attempt, RegistrationState } from '../domain/registration.js';
import { ConfirmRegistration } from './confirm-registration.js';
import { DeclineRegistration } from './decline-registration.js';
import { DeferPayment } from './defer-payment.js';
import { ExpireRegistration } from './expire-registration.js';
import { OwnConfirmations } from './own-confirmations.js';
import { PaymentGateway, type ChargeOutcome } from './payment-gateway.js';

/** Asks for the money of the current attempt, outside any transaction, and stores what comes of it. */
@Injectable()
export class TakePayment {
  constructor(
    private readonly gateway: PaymentGateway,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
    private readonly own: OwnConfirmations,
  ) {}

  /** @throws PAYMENT_DECLINED, HOLD_EXPIRED, REGISTRATION_OVER */
  async of(registration: RegistrationState, payment: PaymentMethod | undefined): Promise<Outcome> {
    const { attempt } = registration;
    if (registration.status !== 'AWAITING_PAYMENT' || !attempt || !payment) return this.asItStands(registration);
    return this.own.whileAsking(attempt.paymentId, async () => {
      const charged = await this.charge(registration, attempt, payment);
      const settled = await this.settle(registration, attempt.paymentId, charged);
      return outcomeOf(settled, charged.outcome === 'UNSETTLED' ? charged.because : 'UNAVAILABLE');
    });
  }

  /** The answer without asking for money: a request that was overtaken by a newer attempt. @throws as `of` */
  async asItStands(registration: RegistrationState): Promise<Outcome> {
    const why: PaymentDeferred = registration.attempt?.deferred ?? 'UNAVAILABLE';
    if (!isOverdue(registration, this.clock.now())) return outcomeOf(registration, why);
    return outcomeOf(await this.commands.execute(new ExpireRegistration(registration.id)), why);
  }

  private settle(
    registration: RegistrationState,
    paymentId: string,
    charged: ChargeOutcome,
  ): Promise<RegistrationState> {
    switch (charged.outcome) {
      case 'COMPLETED':
        return this.commands.execute(new ConfirmRegistration(charged.payment, registration));
      case 'DECLINED':
        return this.commands.execute(new DeclineRegistration(charged.payment));
      case 'UNSETTLED':
        return this.commands.execute(new DeferPayment(registration.id, paymentId, charged.because));
    }
  }

  private async charge(
    registration: RegistrationState,
    { number, paymentId }: Attempt,
    payment: PaymentMethod,
  ): Promise<ChargeOutcome> {
    const left = holdLeft(registration, this.clock.now());
    if (left < LEAST_HOLD_LEFT_TO_PAY) return { outcome: 'UNSETTLED', because: 'TIMEOUT' };
    const { id: registrationId, studentId, fee: amount } = registration;
    return this.gateway.charge({ ...payment, paymentId, registrationId, studentId, attempt: number, amount }, left);
  }
}
