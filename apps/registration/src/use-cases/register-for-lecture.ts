import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentMethod } from '#contracts';
import type { IdempotencyTicket } from '#platform';
import { isFirstAttempt } from '../domain/attempts.js';
import type { Outcome } from '../domain/outcome.js';
import { Registrations } from './registrations.js';
import { RequestSeat } from './request-seat.js';
import { TakePayment } from './take-payment.js';

export class RegisterForLecture extends Command<Outcome> {
  constructor(
    readonly studentId: string,
    readonly lectureId: string,
    readonly payment?: PaymentMethod,
    readonly ticket?: IdempotencyTicket,
  ) {
    super();
  }
}

/** First the seat; then, outside of its transaction, the money. A retry goes on with the registration that its ticket names. */
@CommandHandler(RegisterForLecture)
export class RegisterForLectureHandler implements ICommandHandler<RegisterForLecture> {
  constructor(
    private readonly registrations: Registrations,
    private readonly requestSeat: RequestSeat,
    private readonly takePayment: TakePayment,
  ) {}

  async execute({ studentId, lectureId, payment, ticket }: RegisterForLecture): Promise<Outcome> {
    if (ticket?.resourceId !== undefined) {
      const named = await this.registrations.ofStudent(ticket.resourceId, studentId);
      return isFirstAttempt(named) ? this.takePayment.of(named, payment) : this.takePayment.asItStands(named);
    }
    const withPayment = payment !== undefined;
    const registration = await this.requestSeat.for({ studentId, lectureId, withPayment, ticket });
    return this.takePayment.of(registration, payment);
  }
}
