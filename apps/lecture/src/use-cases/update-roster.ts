import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Registration } from '#contracts';
import { rosterRowOf } from '../domain/roster-row.js';
import { Roster } from '../ports/roster.js';

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
