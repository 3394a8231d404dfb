import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideRemove } from '../domain/cancellation.js';
import type { RegistrationState } from '../domain/registration.js';
import { requireStaff, type Staff } from '../domain/seat-ledger.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class RemoveStudent extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly actor: Staff,
    readonly note: string,
  ) {
    super();
  }
}

@CommandHandler(RemoveStudent)
export class RemoveStudentHandler implements ICommandHandler<RemoveStudent> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, actor, note }: RemoveStudent): Promise<RegistrationState> {
    const { id, lectureId } = await this.registrations.find(registrationId);
    requireStaff(actor, await this.ledger.find(lectureId), 'registration');
    const removal = { by: actor.id, note };
    return this.registrations.change(id, (registration) => decideRemove(registration, removal, this.clock.now()));
  }
}
