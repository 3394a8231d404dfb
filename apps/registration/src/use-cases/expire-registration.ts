import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideExpire } from '../domain/hold.js';
import type { RegistrationState } from '../domain/registration.js';
import { Registrations } from './registrations.js';

/** Expires the registration if its hold is over; it is left alone otherwise. */
export class ExpireRegistration extends Command<RegistrationState> {
  constructor(readonly registrationId: string) {
    super();
  }
}

@CommandHandler(ExpireRegistration)
export class ExpireRegistrationHandler implements ICommandHandler<ExpireRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  execute({ registrationId }: ExpireRegistration): Promise<RegistrationState> {
    return this.registrations.change(registrationId, (registration) => decideExpire(registration, this.clock.now()));
  }
}
