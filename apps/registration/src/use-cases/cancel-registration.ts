import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideStudentCancel } from '../domain/cancellation.js';
import type { RegistrationState } from '../domain/registration.js';
import { lectureUnknown } from '../domain/rejections.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class CancelRegistration extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
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

  async execute({ registrationId, studentId }: CancelRegistration): Promise<RegistrationState> {
    const { id, lectureId } = await this.registrations.ofStudent(registrationId, studentId);
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw lectureUnknown();
    return this.registrations.change(id, (registration) =>
      decideStudentCancel(registration, lecture, this.clock.now()),
    );
  }
}
