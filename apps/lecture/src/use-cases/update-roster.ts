import type { Registration } from '#contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Roster, type RosterRow } from '../ports/roster.js';

export const rosterRowOf = (registration: Registration, sequence: number): RosterRow => ({
  registrationId: registration.id,
  lectureId: registration.lectureId,
  studentId: registration.studentId,
  status: registration.status,
  confirmedAt: registration.confirmedAt,
  sequence,
});

export class UpdateRoster extends Command<'kept' | 'stale'> {
  constructor(
    readonly registration: Registration,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(UpdateRoster)
export class UpdateRosterHandler implements ICommandHandler<UpdateRoster> {
  constructor(private readonly roster: Roster) {}

  execute({ registration, sequence }: UpdateRoster): Promise<'kept' | 'stale'> {
    return this.roster.keep(rosterRowOf(registration, sequence));
  }
}
