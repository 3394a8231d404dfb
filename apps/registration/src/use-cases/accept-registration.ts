import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideAccept } from '../domain/approval.js';
import type { RegistrationState } from '../domain/registration.js';
import { requireStaff, type Staff } from '../domain/seat-ledger.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class AcceptRegistration extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly actor: Staff,
  ) {
    super();
  }
}

@CommandHandler(AcceptRegistration)
export class AcceptRegistrationHandler implements ICommandHandler<AcceptRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, actor }: AcceptRegistration): Promise<RegistrationState> {
    const { id, lectureId } = await this.registrations.find(registrationId);
    const lecture = requireStaff(actor, await this.ledger.find(lectureId), 'registration');
    return this.registrations.change(id, (registration) =>
      decideAccept(registration, lecture, actor.id, this.clock.now()),
    );
  }
}
