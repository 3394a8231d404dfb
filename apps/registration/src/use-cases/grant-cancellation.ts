import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideGrant } from '../domain/cancel-request.js';
import type { RegistrationState } from '../domain/registration.js';
import { requireStaff, type Staff } from '../domain/seat-ledger.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class GrantCancellation extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly actor: Staff,
  ) {
    super();
  }
}

@CommandHandler(GrantCancellation)
export class GrantCancellationHandler implements ICommandHandler<GrantCancellation> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, actor }: GrantCancellation): Promise<RegistrationState> {
    const { id, lectureId } = await this.registrations.find(registrationId);
    const lecture = requireStaff(actor, await this.ledger.find(lectureId), 'registration');
    return this.registrations.change(id, (registration) =>
      decideGrant(registration, lecture, actor.id, this.clock.now()),
    );
  }
}
