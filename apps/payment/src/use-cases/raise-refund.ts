import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { raiseRefund, type PublishedRefund } from '../domain/end-payments.js';
import { Payments } from '../ports/payments.js';

export class RaiseRefund extends Command<void> {
  constructor(
    readonly registrationId: string,
    readonly refund: PublishedRefund | undefined,
  ) {
    super();
  }
}

@CommandHandler(RaiseRefund)
export class RaiseRefundHandler implements ICommandHandler<RaiseRefund> {
  constructor(private readonly payments: Payments) {}

  async execute({ registrationId, refund }: RaiseRefund): Promise<void> {
    if (refund) await this.payments.change(registrationId, (state) => raiseRefund(state, refund));
  }
}
