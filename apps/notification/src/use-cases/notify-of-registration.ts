import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Registration } from '#contracts';
import { Clock } from '#platform';
import { tellOfRegistration, type RegistrationNews } from '../domain/tell-of-registration.js';
import { KnownRegistrations } from './known-registrations.js';
import { Notifications } from './notifications.js';

/** How long what may settle by itself is kept back, in milliseconds. */
export class Grace {
  constructor(readonly ms: number) {}
}

export class TellOfRegistration extends Command<void> {
  constructor(
    readonly name: RegistrationNews,
    readonly registration: Registration,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(TellOfRegistration)
export class TellOfRegistrationHandler implements ICommandHandler<TellOfRegistration> {
  constructor(
    private readonly registrations: KnownRegistrations,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
    private readonly grace: Grace,
  ) {}

  async execute({ name, registration, sequence }: TellOfRegistration): Promise<void> {
    const known = await this.registrations.find(registration.id);
    const told = tellOfRegistration(name, registration, sequence, known, this.clock.now(), this.grace.ms);
    if (!told) return;
    // The wait for a payment is kept back for a while: mostly this is where it ends, untold.
    if (known?.status === 'AWAITING_PAYMENT') await this.notifications.overtake(told.subject, sequence);
    await this.notifications.add([told]);
  }
}
