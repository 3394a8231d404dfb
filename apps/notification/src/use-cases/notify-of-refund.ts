import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Payment } from '#contracts';
import { Clock } from '#platform';
import { refundNotification } from '../domain/notification.js';
import { Notifications } from '../ports/notifications.js';

export class NotifyOfRefund extends Command<void> {
  constructor(
    readonly payment: Payment,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(NotifyOfRefund)
export class NotifyOfRefundHandler implements ICommandHandler<NotifyOfRefund> {
  constructor(
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  async execute({ payment, sequence }: NotifyOfRefund): Promise<void> {
    const notification = refundNotification(payment, sequence, this.clock.now());
    if (notification) await this.notifications.add([notification]);
  }
}
