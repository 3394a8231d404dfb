import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection, type Money } from '#contracts';
import { Clock } from '#platform';
import { decideStudentCancel } from '../domain/cancellation.js';
import { quoteRefund, requireExpectedRefund } from '../domain/refund-quote.js';
import type { RegistrationState } from '../domain/registration.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class CancelRegistration extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
    readonly expectedRefund?: Money,
  ) {
    super();
  }
}

@CommandHandler(CancelRegistration)
export class CancelRegistrationHandler implements ICommandHandler<CancelRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, studentId, expectedRefund }: CancelRegistration): Promise<RegistrationState> {
    const { id, lectureId } = await this.registrations.ofStudent(registrationId, studentId);
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
    return this.registrations.change(id, (registration) => {
      const now = this.clock.now();
      const decision = decideStudentCancel(registration, lecture, now);
      if (expectedRefund && decision.state !== registration && !decision.rejection)
        requireExpectedRefund(quoteRefund(registration, lecture, now), expectedRefund);
      return decision;
    });
  }
}
