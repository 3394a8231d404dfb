import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Payment } from '#contracts';
import { Clock } from '#platform';
import { decideDecline } from '../domain/payment.js';
import type { RegistrationState } from '../domain/registration.js';
import { Registrations } from '../ports/registrations.js';

export class DeclineRegistration extends Command<RegistrationState> {
  constructor(readonly payment: Payment) {
    super();
  }
}

@CommandHandler(DeclineRegistration)
export class DeclineRegistrationHandler implements ICommandHandler<DeclineRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  execute({ payment }: DeclineRegistration): Promise<RegistrationState> {
    return this.registrations.change(payment.registrationId, (registration) =>
      decideDecline(registration, payment, this.clock.now()),
    );
  }
}
