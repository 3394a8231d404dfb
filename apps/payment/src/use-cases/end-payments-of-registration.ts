import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { endPayments, type PublishedRefund } from '../domain/end-payments.js';
import { Payments } from '../ports/payments.js';

export class EndPaymentsOfRegistration extends Command<void> {
  constructor(
    readonly registrationId: string,
    readonly refund?: PublishedRefund,
  ) {
    super();
  }
}

@CommandHandler(EndPaymentsOfRegistration)
export class EndPaymentsOfRegistrationHandler implements ICommandHandler<EndPaymentsOfRegistration> {
  constructor(
    private readonly payments: Payments,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, refund }: EndPaymentsOfRegistration): Promise<void> {
    await this.payments.change(registrationId, (state) => endPayments(state, this.clock.now(), refund));
  }
}
