import { Injectable } from '@nestjs/common';
import { LessThan, MoreThanOrEqual } from 'typeorm';
import type { RosterEntry } from '#contracts';
import { affected, Database, isDuplicateKey, likePattern, VersionConflict } from '#persistence';
import type { RosterRow } from '../domain/roster-row.js';
import { searchText } from '../domain/search-text.js';
import type { Listed } from '../use-cases/lecture-lists.js';
import { Roster, type RosterPlace } from '../use-cases/roster.js';
import { AccountCopyRow } from './account-copy.row.js';
import { RosterTableRow } from './roster.row.js';

interface Found {
  registrationId: string;
  studentId: string;
  name: string | null;
  email: string | null;
}

@Injectable()
export class TypeormRoster extends Roster {
  constructor(private readonly database: Database) {
    super();
  }

  keep({ confirmedAt, ...row }: RosterRow): Promise<void> {
    const { registrationId, sequence } = row;
    const kept = { ...row, confirmedAt: confirmedAt === null ? null : new Date(confirmedAt) };
    return this.database.transaction(async ({ manager }) => {
      // The first news of a registration finds no row; where it does, that row tells at least as much.
      if (sequence === 1 && (await this.isNew(kept))) return;
      const older = { registrationId, sequence: LessThan(sequence) };
      if (affected(await manager.update(RosterTableRow, older, kept)) > 0) return;
      // Not just any: an older one may have come in since the update.
      if (await manager.existsBy(RosterTableRow, { registrationId, sequence: MoreThanOrEqual(sequence) })) return;
      await manager.insert(RosterTableRow, kept).catch((error: unknown) => {
        throw isDuplicateKey(error) ? new VersionConflict(`roster row ${registrationId}`) : error;
      });
    });
  }

  private async isNew(row: RosterTableRow): Promise<boolean> {
    try {
      await this.database.manager.insert(RosterTableRow, row);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
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
  student: { id: row.studentId, name: student?.name ?? null, email: student?.email ?? null },
  confirmedAt: row.confirmedAt!.toISOString(),
});
