import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideRefuse } from '../domain/cancel-request.js';
import type { RegistrationState } from '../domain/registration.js';
import { requireStaff, type Staff } from '../domain/seat-ledger.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class RefuseCancellation extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly actor: Staff,
    readonly note: string,
  ) {
    super();
  }
}

@CommandHandler(RefuseCancellation)
export class RefuseCancellationHandler implements ICommandHandler<RefuseCancellation> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, actor, note }: RefuseCancellation): Promise<RegistrationState> {
    const { id, lectureId } = await this.registrations.find(registrationId);
    const lecture = requireStaff(actor, await this.ledger.find(lectureId), 'registration');
    return this.registrations.change(id, (registration) =>
      decideRefuse(registration, lecture, { by: actor.id, note }, this.clock.now()),
    );
  }
}
