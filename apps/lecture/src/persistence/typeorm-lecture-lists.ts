import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Lecture, LectureState } from '#contracts';
import { Database, likePattern } from '#persistence';
import { searchText } from '../domain/search-text.js';
import { LectureLists, type LectureFilter, type LecturePlace, type Listed } from '../ports/lecture-lists.js';
import { AccountCopyRow } from './account-copy-row.js';
import { enrolledIn } from './typeorm-roster.js';
import { LectureRow, lectureStateOf } from './lecture-row.js';
import { RosterTableRow } from './roster-table-row.js';

@Injectable()
export class TypeormLectureLists extends LectureLists {
  constructor(private readonly database: Database) {
    super();
  }

  async shown(state: LectureState): Promise<Lecture> {
    const { reader } = this.database;
    const account = await reader.findOneBy(AccountCopyRow, { id: state.instructor.id });
    return lectureOf(state, account?.name, await enrolledIn(reader, state.id));
  }

  async page(filter: LectureFilter, limit: number, after?: LecturePlace): Promise<Listed<Lecture, LecturePlace>> {
    const query = this.matching(filter)
      .addSelect('a.name', 'instructorNow')
      .addSelect(
        (of) => of.select('COUNT(*)').from(RosterTableRow, 'r').where(`r.lectureId = l.id AND r.status = 'CONFIRMED'`),
        'enrolled',
      )
      .orderBy('l.createdAt', 'DESC')
      .addOrderBy('l.id', 'DESC')
      .limit(limit + 1);
    if (after) {
      const created = new Date(after.createdAt);
      query.andWhere('(l.createdAt < :created OR (l.createdAt = :created AND l.id < :id))', { created, id: after.id });
    }
    const { entities, raw } = await query.getRawAndEntities<{ instructorNow: string | null; enrolled: number }>();
    const items = entities
      .slice(0, limit)
      .map((row, n) => lectureOf(lectureStateOf(row), raw[n]?.instructorNow, Number(raw[n]?.enrolled)));
    const last = entities.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? { createdAt: last.createdAt, id: last.id } : null };
  }

  count(filter: LectureFilter): Promise<number> {
    return this.matching(filter).getCount();
  }

  private matching({ q, category, status, instructorId, ownedBy }: LectureFilter): SelectQueryBuilder<LectureRow> {
    const query = this.database.reader
      .createQueryBuilder(LectureRow, 'l')
      .leftJoin(AccountCopyRow, 'a', 'a.id = l.instructorId');
    if (category !== undefined) query.andWhere('l.category = :category', { category });
    if (status !== undefined) query.andWhere('l.status = :status', { status });
    if (instructorId !== undefined) query.andWhere('l.instructorId = :instructorId', { instructorId });
    if (ownedBy !== undefined) query.andWhere('l.instructorId = :ownedBy', { ownedBy });
    if (q !== undefined) {
      const like = `%${likePattern(searchText(q))}%`;
      query.andWhere(`(l.searchText LIKE :like ESCAPE '!' OR a.searchName LIKE :like ESCAPE '!')`, { like });
    }
    return query;
  }
}

const lectureOf = (state: LectureState, instructorNow: string | null | undefined, enrolled: number): Lecture => ({
  ...state,
  instructor: { id: state.instructor.id, name: instructorNow ?? state.instructor.name },
  enrolled,
});
