import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentDeferred } from '#contracts';
import { Clock } from '#platform';
import { decideDefer } from '../domain/attempts.js';
import type { RegistrationState } from '../domain/registration.js';
import { Figures } from './figures.js';
import { Registrations } from './registrations.js';

export class DeferPayment extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly paymentId: string,
    readonly because: PaymentDeferred,
  ) {
    super();
  }
}

@CommandHandler(DeferPayment)
export class DeferPaymentHandler implements ICommandHandler<DeferPayment> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
    private readonly figures: Figures,
  ) {}

  execute({ registrationId, paymentId, because }: DeferPayment): Promise<RegistrationState> {
    this.figures.deferred(because);
    return this.registrations.change(registrationId, (registration) =>
      decideDefer(registration, paymentId, because, this.clock.now()),
    );
  }
}
