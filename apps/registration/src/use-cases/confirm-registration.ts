import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Payment } from '#contracts';
import { Clock } from '#platform';
import { decideConfirm } from '../domain/payment.js';
import type { RegistrationState } from '../domain/registration.js';
import { Registrations } from '../ports/registrations.js';

export class ConfirmRegistration extends Command<RegistrationState> {
  constructor(readonly payment: Payment) {
    super();
  }
}

@CommandHandler(ConfirmRegistration)
export class ConfirmRegistrationHandler implements ICommandHandler<ConfirmRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  execute({ payment }: ConfirmRegistration): Promise<RegistrationState> {
    return this.registrations.change(payment.registrationId, (registration) =>
      decideConfirm(registration, payment, this.clock.now()),
    );
  }
}
