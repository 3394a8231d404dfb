import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { EndPaymentsOfRegistration } from '../use-cases/end-payments-of-registration.js';

type RegistrationOver = 'registration.canceled' | 'registration.expired' | 'registration.declined';

@Injectable()
@Whenever(['registration.canceled', 'registration.expired', 'registration.declined'], { resync: 'ignore' })
export class WheneverRegistrationOverEndPayments implements Reaction<RegistrationOver> {
  constructor(private readonly commands: CommandBus) {}

  async react(event: EventEnvelope<RegistrationOver>): Promise<void> {
    await this.commands.execute(new EndPaymentsOfRegistration(event.data.id));
  }
}
