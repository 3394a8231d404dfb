import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideReject } from '../domain/approval.js';
import type { RegistrationState } from '../domain/registration.js';
import { requireStaff, type Staff } from '../domain/seat-ledger.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class RejectRegistration extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly actor: Staff,
    readonly note: string,
  ) {
    super();
  }
}

@CommandHandler(RejectRegistration)
export class RejectRegistrationHandler implements ICommandHandler<RejectRegistration> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, actor, note }: RejectRegistration): Promise<RegistrationState> {
    const { id, lectureId } = await this.registrations.find(registrationId);
    const lecture = requireStaff(actor, await this.ledger.find(lectureId), 'registration');
    return this.registrations.change(id, (registration) =>
      decideReject(registration, lecture, { by: actor.id, note }, this.clock.now()),
    );
  }
}
