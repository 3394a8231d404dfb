import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Lecture, LectureFacets, LectureSort, LectureState } from '#contracts';
import { Database, likePattern } from '#persistence';
import { searchText } from '../domain/search-text.js';
import {
  LectureLists,
  type LectureFilter,
  type LecturePlace,
  type LecturesPage,
  type Listed,
} from '../ports/lecture-lists.js';
import { AccountCopyRow } from './account-copy-row.js';
import { ENROLLED, enrolledIn } from './typeorm-roster.js';
import { LectureRow, lectureStateOf, listKeysOf } from './lecture-row.js';

type Selection = SelectQueryBuilder<LectureRow>;

const FACET_VALUES = 100;

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

  async page(filter: LectureFilter, { sort, limit, after }: LecturesPage): Promise<Listed<Lecture, LecturePlace>> {
    const query = this.matching(filter)
      .addSelect('a.name', 'instructorNow')
      .addSelect(ENROLLED, 'enrolled')
      .limit(limit + 1);
    inOrder(query, sort, after);
    const { entities, raw } = await query.getRawAndEntities<{ instructorNow: string | null; enrolled: number }>();
    const rows = entities.slice(0, limit);
    const items = rows.map((row, n) => {
      const { seating: _plan, ...state } = lectureStateOf(row);
      return lectureOf(state, raw[n]?.instructorNow, Number(raw[n]?.enrolled));
    });
    const last = entities.length > limit ? rows.at(-1) : undefined;
    return { items, next: last ? placeOf(last, sort) : null };
  }

  count(filter: LectureFilter): Promise<number> {
    return this.matching(filter).getCount();
  }

  async facets(filter: LectureFilter): Promise<LectureFacets> {
    const categories = await countedBy(this.matching({ ...filter, category: undefined }), 'l.categoryKey')
      .addSelect('MIN(l.category)', 'category')
      .andWhere('l.categoryKey IS NOT NULL')
      .getRawMany<{ category: string; count: unknown }>();
    const instructors = await countedBy(this.matching({ ...filter, instructorId: undefined }), 'l.instructorId')
      .addSelect('l.instructorId', 'id')
      .addSelect('MAX(COALESCE(a.name, l.instructorName))', 'name')
      .getRawMany<{ id: string; name: string | null; count: unknown }>();
    return {
      categories: categories.map(({ category, count }) => ({ category, count: Number(count) })),
      instructors: instructors.map(({ id, name, count }) => ({ id, name, count: Number(count) })),
    };
  }

  async completeKeys(limit: number): Promise<number> {
    const rows = await this.database.reader
      .createQueryBuilder(LectureRow, 'l')
      .where('l.listedVersion IS NULL OR l.listedVersion <> l.version')
      .take(limit)
      .getMany();
    for (const row of rows) {
      const { id, version } = row;
      await this.database.transaction(({ manager }) => manager.update(LectureRow, { id, version }, listKeysOf(row)));
    }
    return rows.length;
  }

  private matching(filter: LectureFilter): Selection {
    const query = this.database.reader
      .createQueryBuilder(LectureRow, 'l')
      .leftJoin(AccountCopyRow, 'a', 'a.id = l.instructorId');
    for (const [condition, values] of conditionsOf(filter)) query.andWhere(condition, values);
    return query;
  }
}

function* conditionsOf(filter: LectureFilter): Generator<[condition: string, values: object]> {
  const { q, category, status, instructorId, ownedBy, ids, from, to, feeMax, opensBefore, publicAt } = filter;
  if (category !== undefined) yield ['l.categoryKey = :category', { category: searchText(category) }];
  // Compares a single status with `=`, so that the index also provides the sort order.
  if (status?.length === 1) yield ['l.status = :status', { status: status[0] }];
  else if (status) yield ['l.status IN (:...status)', { status }];
  if (instructorId !== undefined) yield ['l.instructorId = :instructorId', { instructorId }];
  if (ownedBy !== undefined) yield ['l.instructorId = :ownedBy', { ownedBy }];
  if (ids) yield ['l.id IN (:...ids)', { ids }];
  if (from !== undefined) yield ['l.startsAt >= :from', { from: new Date(from) }];
  if (to !== undefined) yield ['l.startsAt < :to', { to: new Date(to) }];
  if (opensBefore !== undefined) {
    const before = { opensBefore: new Date(opensBefore) };
    yield ['(l.registrationOpensAt IS NULL OR l.registrationOpensAt < :opensBefore)', before];
  }
  if (publicAt) yield ['(l.publishAt IS NULL OR l.publishAt <= :publicAt)', { publicAt }];
  yield* flagsOf(filter);
  if (feeMax !== undefined) yield ['l.feeAmount <= :feeMax', { feeMax }];
  if (q !== undefined) {
    const like = `%${likePattern(searchText(q))}%`;
    yield [`(l.searchText LIKE :like ESCAPE '!' OR a.searchName LIKE :like ESCAPE '!')`, { like }];
  }
}

function* flagsOf({ hasPlaces, free }: LectureFilter): Generator<[condition: string, values: object]> {
  if (hasPlaces) yield [`l.capacity > ${ENROLLED}`, {}];
  if (free) yield ['l.feeAmount = 0', {}];
}

const COLUMNS = { createdAt: 'createdAt', startsAt: 'startsAt', title: 'titleKey', fee: 'feeAmount' } as const;

const columnOf = (sort: LectureSort) => COLUMNS[sort.replace('-', '') as keyof typeof COLUMNS];

function inOrder(query: Selection, sort: LectureSort, after: LecturePlace | undefined): void {
  const column = `l.${columnOf(sort)}`;
  const [direction, beyond] = sort.startsWith('-') ? (['DESC', '<'] as const) : (['ASC', '>'] as const);
  query.orderBy(column, direction).addOrderBy('l.id', direction);
  if (!after) return;
  const key = typeof after.key === 'string' && /At$/.test(sort) ? new Date(after.key) : after.key;
  query.andWhere(`${column} ${beyond}= :key AND (${column} ${beyond} :key OR l.id ${beyond} :after)`, {
    key,
    after: after.id,
  });
}

function placeOf(row: LectureRow, sort: LectureSort): LecturePlace {
  const key = row[columnOf(sort)] ?? '';
  return { sort, key: key instanceof Date ? key.toISOString() : key, id: row.id };
}

const countedBy = (query: Selection, column: string): Selection =>
  query.select('COUNT(*)', 'count').groupBy(column).orderBy('count', 'DESC').addOrderBy(column).limit(FACET_VALUES);

const lectureOf = (state: LectureState, instructorNow: string | null | undefined, enrolled: number): Lecture => ({
  ...state,
  instructor: { id: state.instructor.id, name: instructorNow ?? state.instructor.name },
  enrolled,
});
