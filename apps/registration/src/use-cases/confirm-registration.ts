import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Payment } from '#contracts';
import { Clock } from '#platform';
import { decideConfirm } from '../domain/payment-outcome.js';
import type { RegistrationState } from '../domain/registration.js';
import { OwnConfirmations } from './own-confirmations.js';
import { Registrations } from './registrations.js';

export class ConfirmRegistration extends Command<RegistrationState> {
  /** @param requested the registration as it was just requested, where it was */
  constructor(
    readonly payment: Payment,
    readonly requested?: RegistrationState,
  ) {
    super();
  }
}

@CommandHandler(ConfirmRegistration)
export class ConfirmRegistrationHandler implements ICommandHandler<ConfirmRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
    private readonly own: OwnConfirmations,
  ) {}

  async execute({ payment, requested }: ConfirmRegistration): Promise<RegistrationState> {
    const registration = await this.registrations.change(
      payment.registrationId,
      (state) => decideConfirm(state, payment, this.clock.now()),
      { lately: requested },
    );
    if (requested && registration.paymentId === payment.id) this.own.add(payment.id);
    return registration;
  }
}
