import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import type { RegistrationNews } from '../domain/tell-of-registration.js';
import { TellOfRegistration } from '../use-cases/tell-of-registration.js';

@Injectable()
@Whenever(
  [
    'registration.requested',
    'registration.payment-deferred',
    'registration.confirmed',
    'registration.declined',
    'registration.expired',
    'registration.canceled',
  ],
  { resync: 'ignore' },
)
export class WheneverRegistrationChangedTellTheStudent implements Reaction<RegistrationNews> {
  constructor(private readonly commands: CommandBus) {}

  react({ name, data, sequence }: EventEnvelope<RegistrationNews>): Promise<void> {
    return this.commands.execute(new TellOfRegistration(name, data, sequence));
  }
}
