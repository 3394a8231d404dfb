import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { ConfirmRegistration } from '../use-cases/confirm-registration.js';
import { OwnConfirmations } from '../use-cases/own-confirmations.js';

@Whenever(['payment.completed'], { resync: 'ignore' })
export class WheneverPaymentCompletedConfirmRegistration implements Reaction<'payment.completed'> {
  constructor(
    private readonly commands: CommandBus,
    private readonly own: OwnConfirmations,
  ) {}

  async react(event: EventEnvelope<'payment.completed'>): Promise<void> {
    await this.commands.execute(new ConfirmRegistration(event.data));
  }

  isDone({ data }: EventEnvelope<'payment.completed'>): Promise<boolean> {
    return this.own.has(data.id);
  }
}
