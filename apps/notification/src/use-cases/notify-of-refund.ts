import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Payment } from '#contracts';
import { Clock } from '#platform';
import { tellOfRefund } from '../domain/tell-of-refund.js';
import { Notifications } from './notifications.js';

export class TellOfRefund extends Command<void> {
  constructor(
    readonly payment: Payment,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(TellOfRefund)
export class TellOfRefundHandler implements ICommandHandler<TellOfRefund> {
  constructor(
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  async execute({ payment, sequence }: TellOfRefund): Promise<void> {
    const told = tellOfRefund(payment, sequence, this.clock.now());
    if (told) await this.notifications.add([told]);
  }
}
