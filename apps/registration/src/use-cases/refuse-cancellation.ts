import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideRefuse } from '../domain/cancel-request.js';
import type { RegistrationState } from '../domain/registration.js';
import type { Staff } from '../domain/seat-ledger.js';
import { StaffDecisions } from './staff-decisions.js';

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
  constructor(private readonly decisions: StaffDecisions) {}

  execute(command: RefuseCancellation): Promise<RegistrationState> {
    const { actor, note } = command;
    return this.decisions.store(command, (registration, lecture, now) =>
      decideRefuse(registration, lecture, { by: actor.id, note }, now),
    );
  }
}
