import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { RosterEntry } from '#contracts';
import type { Actor } from '../domain/teaching.js';
import { RosterAccess } from './show-roster.js';
import { Roster, type RosterPlace } from '../ports/roster.js';

const PAGE = 500;

export class ExportRoster extends Query<AsyncIterable<RosterEntry>> {
  constructor(
    readonly actor: Actor | 'holder of a link',
    readonly lectureId: string,
    readonly q?: string,
  ) {
    super();
  }
}

@QueryHandler(ExportRoster)
export class ExportRosterHandler implements IQueryHandler<ExportRoster> {
  constructor(
    private readonly lectures: RosterAccess,
    private readonly roster: Roster,
  ) {}

  async execute({ actor, lectureId, q }: ExportRoster): Promise<AsyncIterable<RosterEntry>> {
    if (actor !== 'holder of a link') await this.lectures.requireOwnership(actor, lectureId);
    return this.entries(lectureId, q);
  }

  private async *entries(lectureId: string, q: string | undefined): AsyncIterable<RosterEntry> {
    let after: RosterPlace | undefined;
    do {
      const page = await this.roster.page(lectureId, { q, limit: PAGE, after });
      yield* page.items;
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
}
