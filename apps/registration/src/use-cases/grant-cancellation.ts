import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideGrant } from '../domain/cancel-request.js';
import type { RegistrationState } from '../domain/registration.js';
import type { Staff } from '../domain/seat-ledger.js';
import { StaffDecisions } from './staff-decisions.js';

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
  constructor(private readonly decisions: StaffDecisions) {}

  execute(command: GrantCancellation): Promise<RegistrationState> {
    return this.decisions.store(command, (registration, lecture, now) =>
      decideGrant(registration, lecture, command.actor.id, now),
    );
  }
}
