import type { EntityManager } from 'typeorm';
import type { RosterEntry } from '#contracts';
import { Database, likePattern, TransactionBatcher, upsertEachNewest } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Listed } from '../ports/lecture-lists.js';
import { AccountCopyRow } from './account-copy-row.js';
import { Roster, type RosterPlace, type RosterRow } from '../ports/roster.js';
import { RosterTableRow } from './roster-table-row.js';
import { searchText } from '../domain/search-text.js';

export const enrolledIn = (manager: EntityManager, lectureId: string): Promise<number> =>
  manager.countBy(RosterTableRow, { lectureId, status: 'CONFIRMED' });

interface Found {
  registrationId: string;
  studentId: string;
  name: string | null;
  email: string | null;
}

@Injectable()
export class TypeormRoster extends Roster {
  private readonly kept: TransactionBatcher<RosterTableRow, 'kept' | 'stale'>;

  constructor(private readonly database: Database) {
    super();
    this.kept = new TransactionBatcher(
      database,
      (rows, manager) => upsertEachNewest(manager, RosterTableRow, 'registrationId', rows),
      ({ registrationId }) => registrationId,
    );
  }

  keep({ confirmedAt, ...row }: RosterRow): Promise<'kept' | 'stale'> {
    return this.kept.add({ ...row, confirmedAt: confirmedAt === null ? null : new Date(confirmedAt) });
  }

  async page(
    lectureId: string,
    { q, limit, after }: { q?: string | undefined; limit: number; after?: RosterPlace | undefined },
  ): Promise<Listed<RosterEntry, RosterPlace>> {
    const query = this.database.reader
      .createQueryBuilder(RosterTableRow, 'r')
      .leftJoin(AccountCopyRow, 'a', 'a.id = r.studentId')
      .addSelect('a.name', 'name')
      .addSelect('a.email', 'email')
      .where(`r.lectureId = :lectureId AND r.status = 'CONFIRMED'`, { lectureId })
      .orderBy('r.confirmedAt', 'ASC')
      .addOrderBy('r.registrationId', 'ASC')
      .limit(limit + 1);
    if (q !== undefined) {
      query.andWhere(`a.searchText LIKE :like ESCAPE '!'`, { like: `%${likePattern(searchText(q))}%` });
    }
    if (after) {
      const at = new Date(after.confirmedAt);
      const id = after.registrationId;
      query.andWhere('(r.confirmedAt > :at OR (r.confirmedAt = :at AND r.registrationId > :id))', { at, id });
    }
    const { entities, raw } = await query.getRawAndEntities<Found>();
    const items = entities.slice(0, limit).map((row, n) => entryOf(row, raw[n]));
    const last = entities.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? { confirmedAt: last.confirmedAt, registrationId: last.registrationId } : null };
  }
}

const entryOf = (row: RosterTableRow, student: Pick<Found, 'name' | 'email'> | undefined): RosterEntry => ({
  registrationId: row.registrationId,
  student: { id: row.studentId, name: student?.name?.normalize('NFC') ?? null, email: student?.email ?? null },
  confirmedAt: row.confirmedAt!.toISOString(),
});
