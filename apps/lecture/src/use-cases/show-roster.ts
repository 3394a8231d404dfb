import { Rejection, type RosterEntry } from '#contracts';
import { Injectable } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Listed } from '../ports/lecture-lists.js';
import { Lectures } from '../ports/lectures.js';
import { Roster, type RosterPageRequest, type RosterPlace } from '../ports/roster.js';
import { type Actor, requireOwnership } from '../domain/teaching.js';

@Injectable()
export class RosterAccess {
  constructor(private readonly lectures: Lectures) {}

  /** @throws Rejection NOT_FOUND when the lecture does not exist or belongs to another instructor */
  async requireOwnership(actor: Actor, id: string): Promise<void> {
    const lecture = await this.lectures.find(id);
    if (lecture === undefined) throw new Rejection('NOT_FOUND', { variant: 'lecture' });
    requireOwnership(actor, lecture);
  }
}

export class ShowRoster extends Query<Listed<RosterEntry, RosterPlace>> {
  constructor(
    readonly actor: Actor,
    readonly lectureId: string,
    readonly asked: RosterPageRequest,
  ) {
    super();
  }
}

@QueryHandler(ShowRoster)
export class ShowRosterHandler implements IQueryHandler<ShowRoster> {
  constructor(
    private readonly lectures: RosterAccess,
    private readonly roster: Roster,
  ) {}

  async execute({ actor, lectureId, asked }: ShowRoster): Promise<Listed<RosterEntry, RosterPlace>> {
    await this.lectures.requireOwnership(actor, lectureId);
    return this.roster.page(lectureId, asked);
  }
}
