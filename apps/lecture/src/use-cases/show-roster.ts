import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { RosterEntry } from '#contracts';
import type { Actor } from '../domain/teaching.js';
import type { Listed } from '../ports/lecture-lists.js';
import { LecturesOf } from './lectures-of.js';
import { Roster, type RosterPlace } from '../ports/roster.js';

export class ShowRoster extends Query<Listed<RosterEntry, RosterPlace>> {
  constructor(
    readonly actor: Actor,
    readonly lectureId: string,
    readonly asked: { q?: string | undefined; limit: number; after?: RosterPlace | undefined },
  ) {
    super();
  }
}

@QueryHandler(ShowRoster)
export class ShowRosterHandler implements IQueryHandler<ShowRoster> {
  constructor(
    private readonly lectures: LecturesOf,
    private readonly roster: Roster,
  ) {}

  async execute({ actor, lectureId, asked }: ShowRoster): Promise<Listed<RosterEntry, RosterPlace>> {
    await this.lectures.refuseOthers(actor, lectureId);
    return this.roster.page(lectureId, asked);
  }
}
