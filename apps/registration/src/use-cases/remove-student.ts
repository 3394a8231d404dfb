import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideRemove } from '../domain/cancellation.js';
import type { RegistrationState } from '../domain/registration.js';
import type { Staff } from '../domain/seat-ledger.js';
import { StaffDecisions } from './staff-decisions.js';

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
  constructor(private readonly decisions: StaffDecisions) {}

  execute(command: RemoveStudent): Promise<RegistrationState> {
    const { actor, note } = command;
    return this.decisions.store(command, (registration, _lecture, now) =>
      decideRemove(registration, { by: actor.id, note }, now),
    );
  }
}
