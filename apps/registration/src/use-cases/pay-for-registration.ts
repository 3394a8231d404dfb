import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentMethod } from '#contracts';
import { Clock, Ids, type IdempotencyTicket } from '#platform';
import { decideNewAttempt, isCurrentAttempt } from '../domain/attempts.js';
import type { Outcome } from '../domain/outcome.js';
import { lectureUnknown } from '../domain/refusals.js';
import type { RegistrationState } from '../domain/registration.js';
import { Registrations } from './registrations.js';
import { SeatLedger } from './seat-ledger.js';
import { TakePayment } from './take-payment.js';

export class PayForRegistration extends Command<Outcome> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
    readonly payment: PaymentMethod,
    readonly ticket?: IdempotencyTicket,
  ) {
    super();
  }
}

/** A new attempt; a retry of the request goes on with the attempt that its ticket names, while that is the current one. */
@CommandHandler(PayForRegistration)
export class PayForRegistrationHandler implements ICommandHandler<PayForRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly takePayment: TakePayment,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ registrationId, studentId, payment, ticket }: PayForRegistration): Promise<Outcome> {
    const found = await this.registrations.ofStudent(registrationId, studentId);
    if (ticket?.resourceId === undefined) {
      return this.takePayment.of(await this.newAttempt(found, ticket), payment);
    }
    const goesOn = isCurrentAttempt(found, ticket.resourceId);
    return goesOn ? this.takePayment.of(found, payment) : this.takePayment.asItStands(found);
  }

  private async newAttempt(
    { id, lectureId }: RegistrationState,
    ticket?: IdempotencyTicket,
  ): Promise<RegistrationState> {
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw lectureUnknown();
    const paymentId = this.ids.next();
    return this.registrations.change(
      id,
      (registration) => decideNewAttempt(registration, paymentId, lecture, this.clock.now()),
      { alongside: async () => ticket?.name(paymentId) },
    );
  }
}
