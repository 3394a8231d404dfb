import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventEnvelope } from '#contracts';
import { Whenever, type Reaction } from '#messaging';
import { TellOfRefund } from '../use-cases/tell-of-refund.js';

@Injectable()
@Whenever(['payment.canceled'], { resync: 'ignore' })
export class WheneverPaymentCanceledTellOfTheRefund implements Reaction<'payment.canceled'> {
  constructor(private readonly commands: CommandBus) {}

  react({ data, sequence }: EventEnvelope<'payment.canceled'>): Promise<void> {
    return this.commands.execute(new TellOfRefund(data, sequence));
  }
}
