import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideReject } from '../domain/approval.js';
import type { RegistrationState } from '../domain/registration.js';
import type { Staff } from '../domain/seat-ledger.js';
import { StaffDecisions } from './staff-decisions.js';

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
  constructor(private readonly decisions: StaffDecisions) {}

  execute(command: RejectRegistration): Promise<RegistrationState> {
    const { actor, note } = command;
    return this.decisions.store(command, (registration, lecture, now) =>
      decideReject(registration, lecture, { by: actor.id, note }, now),
    );
  }
}
