import { In, type EntityManager } from 'typeorm';
import { countOfPlaces, type RosterEntry } from '#contracts';
import { Database, likePattern, TransactionBatcher, upsertEachNewest } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Listed } from '../ports/lecture-lists.js';
import { AccountCopyRow } from './account-copy-row.js';
import { Roster, type RosterPageRequest, type RosterPlace, type RosterRow } from '../ports/roster.js';
import { RosterTableRow } from './roster-table-row.js';
import { activePlaces, type Seated } from '../domain/seating.js';
import { searchText } from '../domain/search-text.js';

/** Places of the confirmed registrations of a lecture `l`. */
export const ENROLLED = `(SELECT COALESCE(SUM(COALESCE(place_count, 1)), 0) FROM roster
  WHERE roster.lecture_id = l.id AND roster.status = 'CONFIRMED')`;

export async function enrolledIn(manager: EntityManager, lectureId: string): Promise<number> {
  const places = await manager
    .createQueryBuilder(RosterTableRow, 'r')
    .select('SUM(COALESCE(r.placeCount, 1))', 'enrolled')
    .where({ lectureId, status: 'CONFIRMED' })
    .getRawOne<{ enrolled: number | string | null }>();
  return Number(places?.enrolled ?? 0);
}

export async function seatedIn(manager: EntityManager, lectureId: string): Promise<Seated> {
  const status = In(['AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'CONFIRMED']);
  const rows = await manager.findBy(RosterTableRow, { lectureId, status });
  const places = rows.flatMap((row) => activePlaces(row.places ?? []));
  return { registrations: rows.length, seats: places.flatMap(({ seat }) => seat ?? []) };
}

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

  keep({ confirmedAt, decideBy, places, ...row }: RosterRow): Promise<'kept' | 'stale'> {
    const counted = { places: places ?? null, placeCount: places ? countOfPlaces({ places }) : null };
    return this.kept.add({ ...row, ...counted, confirmedAt: dateOf(confirmedAt), decideBy: dateOf(decideBy) });
  }

  async page(
    lectureId: string,
    { q, status = 'CONFIRMED', limit, after }: RosterPageRequest,
  ): Promise<Listed<RosterEntry, RosterPlace>> {
    const order = status === 'CONFIRMED' ? 'confirmedAt' : 'decideBy';
    const query = this.database.reader
      .createQueryBuilder(RosterTableRow, 'r')
      .leftJoin(AccountCopyRow, 'a', 'a.id = r.studentId')
      .addSelect('a.name', 'name')
      .addSelect('a.email', 'email')
      .where({ lectureId, status: status === 'CANCEL_REQUESTED' ? 'CONFIRMED' : status })
      .orderBy(`r.${order}`, 'ASC')
      .addOrderBy('r.registrationId', 'ASC')
      .limit(limit + 1);
    if (status !== 'CONFIRMED') query.andWhere('r.decideBy IS NOT NULL');
    if (q !== undefined) {
      query.andWhere(`a.searchText LIKE :like ESCAPE '!'`, { like: `%${likePattern(searchText(q))}%` });
    }
    if (after) {
      const at = new Date('decideBy' in after ? after.decideBy : after.confirmedAt);
      const id = after.registrationId;
      query.andWhere(`(r.${order} > :at OR (r.${order} = :at AND r.registrationId > :id))`, { at, id });
    }
    const { entities, raw } = await query.getRawAndEntities<Found>();
    const items = entities.slice(0, limit).map((row, n) => entryOf(row, raw[n]));
    const last = entities.length > limit ? entities[limit - 1] : undefined;
    return { items, next: last ? placeOf(last, order) : null };
  }
}

const entryOf = (row: RosterTableRow, student: Pick<Found, 'name' | 'email'> | undefined): RosterEntry => ({
  registrationId: row.registrationId,
  student: { id: row.studentId, name: student?.name?.normalize('NFC') ?? null, email: student?.email ?? null },
  confirmedAt: row.confirmedAt?.toISOString() ?? null,
  ...(row.decideBy && { decideBy: row.decideBy.toISOString() }),
  ...(row.cancelRequestNote !== null && { note: row.cancelRequestNote }),
  ...(row.places && { places: row.places }),
});

function placeOf(
  { registrationId, confirmedAt, decideBy }: RosterTableRow,
  order: 'confirmedAt' | 'decideBy',
): RosterPlace {
  return order === 'decideBy'
    ? { registrationId, decideBy: decideBy!.toISOString() }
    : { registrationId, confirmedAt: confirmedAt!.toISOString() };
}

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
