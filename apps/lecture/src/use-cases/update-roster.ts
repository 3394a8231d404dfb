import type { Registration } from '#contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Roster, type RosterRow } from '../ports/roster.js';

export const rosterRowOf = (registration: Registration, sequence: number): RosterRow => ({
  registrationId: registration.id,
  lectureId: registration.lectureId,
  studentId: registration.studentId,
  status: registration.status,
  confirmedAt: registration.confirmedAt,
  ...decisionAwaitedFor(registration),
  places: registration.places,
  sequence,
});

function decisionAwaitedFor({ status, holdExpiresAt, cancelRequest }: Registration) {
  const nothing = { decideBy: null, cancelRequestNote: null };
  if (status === 'AWAITING_APPROVAL') return { ...nothing, decideBy: holdExpiresAt };
  if (status !== 'CONFIRMED' || !cancelRequest || cancelRequest.refusedAt !== null) return nothing;
  return { decideBy: cancelRequest.decideBy, cancelRequestNote: cancelRequest.note };
}

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
