import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideAccept } from '../domain/approval.js';
import type { RegistrationState } from '../domain/registration.js';
import type { Staff } from '../domain/seat-ledger.js';
import { StaffDecisions } from './staff-decisions.js';

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
  constructor(private readonly decisions: StaffDecisions) {}

  execute(command: AcceptRegistration): Promise<RegistrationState> {
    return this.decisions.store(command, (registration, lecture, now) =>
      decideAccept(registration, lecture, command.actor.id, now),
    );
  }
}
