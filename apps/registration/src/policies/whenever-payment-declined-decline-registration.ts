import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { DeclineRegistration } from '../use-cases/decline-registration.js';

@Whenever(['payment.declined'], { resync: 'ignore' })
export class WheneverPaymentDeclinedDeclineRegistration implements Reaction<'payment.declined'> {
  constructor(private readonly commands: CommandBus) {}

  async react(event: EventEnvelope<'payment.declined'>): Promise<void> {
    await this.commands.execute(new DeclineRegistration(event.data));
  }
}
