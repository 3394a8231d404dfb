import { Injectable } from '@nestjs/common';
import type { RegistrationStatus } from '#contracts';
import { Database } from '#persistence';
import { In, IsNull, LessThan, LessThanOrEqual, MoreThan, Not, type FindOptionsWhere } from 'typeorm';
import type { RegistrationState } from '../domain/registration.js';
import {
  RegistrationLists,
  type HoldsOf,
  type IntervalCounts,
  type LecturesPage,
  type StudentsPage,
} from '../ports/registrations.js';
import { liveSlotOf, RegistrationRow, stateOf } from './registration-row.js';
import { SeatLedgerRow } from './seat-ledger-row.js';

type Conditions = FindOptionsWhere<RegistrationRow>;

/** A number or a string, depending on the driver. */
type Counted<Value = number | string> = Record<'n' | 'count' | 'fees' | 'refunds', Value>;

@Injectable()
export class TypeormRegistrationLists extends RegistrationLists {
  constructor(private readonly database: Database) {
    super();
  }

  ofStudent({ studentId, ...page }: StudentsPage, now: Date): Promise<RegistrationState[]> {
    return this.page({ studentId }, page, now);
  }

  ofLecture(page: LecturesPage, now: Date): Promise<RegistrationState[]> {
    return this.page({}, page, now);
  }

  async countsOfLecture(
    lectureId: string,
    period: { from: Date; to: Date; seconds: number },
  ): Promise<ReadonlyMap<number, IntervalCounts>> {
    const counts = new Map<number, IntervalCounts>();
    const nothing = { requested: 0, confirmed: 0, canceled: 0, paid: 0, refunded: 0 };
    const add = (rows: Counted[], counted: (row: Omit<Counted<number>, 'n'>) => Partial<IntervalCounts>) => {
      for (const { n, count, fees, refunds } of rows) {
        const row = { count: Number(count), fees: Number(fees), refunds: Number(refunds) };
        counts.set(Number(n), { ...nothing, ...counts.get(Number(n)), ...counted(row) });
      }
    };
    const of = { lectureId };
    add(await this.countsBy('requestedAt', of, period), ({ count }) => ({ requested: count }));
    const confirmed = await this.countsBy('confirmedAt', of, period);
    add(confirmed, ({ count, fees }) => ({ confirmed: count, paid: fees }));
    const canceled = await this.countsBy('endedAt', { ...of, confirmedAt: Not(IsNull()) }, period);
    add(canceled, ({ count, refunds }) => ({ canceled: count, refunded: refunds }));
    return counts;
  }

  async live(studentId: string, lectureId: string): Promise<RegistrationState | undefined> {
    const row = await this.database.reader.findOneBy(RegistrationRow, { liveSlot: liveSlotOf(studentId, lectureId) });
    return row ? stateOf(row) : undefined;
  }

  async idsOfOverdueHolds(now: Date, limit: number, of?: HoldsOf): Promise<string[]> {
    return this.ids({ ...of, ...overdueAt(now) }, limit);
  }

  async idsOfOverdueCancelRequests(now: Date, limit: number): Promise<string[]> {
    return this.ids(cancelOverdueAt(now), limit);
  }

  async countOverdueHolds(lectureIds: readonly string[], now: Date): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.reader
      .createQueryBuilder(RegistrationRow, 'r')
      .select('r.lectureId', 'lectureId')
      .addSelect('SUM(COALESCE(r.placeCount, 1))', 'overdue')
      .where({ lectureId: In([...lectureIds]), ...overdueAt(now) })
      .groupBy('r.lectureId')
      .getRawMany<{ lectureId: string; overdue: unknown }>();
    return new Map(rows.map(({ lectureId, overdue }) => [lectureId, Number(overdue)]));
  }

  async idsOfHoldsInClosedLectures(limit: number): Promise<string[]> {
    const lectureIds = await this.lectures({ status: 'CLOSED', held: MoreThan(0) });
    if (lectureIds.length === 0) return [];
    return this.ids({ lectureId: In(lectureIds), status: In(HELD) }, limit);
  }

  async idsOfLiveInCanceledLectures(limit: number): Promise<string[]> {
    const withHeld = { status: 'CANCELED' as const, held: MoreThan(0) };
    const withTaken = { status: 'CANCELED' as const, held: 0, taken: MoreThan(0) };
    const lectureIds = await this.lectures(withHeld, withTaken);
    if (lectureIds.length === 0) return [];
    return this.ids({ lectureId: In(lectureIds), status: In([...HELD, 'CONFIRMED']) }, limit);
  }

  async after(id: string, limit: number): Promise<RegistrationState[]> {
    const rows = await this.database.reader.find(RegistrationRow, {
      where: { id: MoreThan(id) },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(stateOf);
  }

  private async page(
    of: Conditions,
    { lectureId, status, before, limit }: Omit<StudentsPage, 'studentId'>,
    now: Date,
  ): Promise<RegistrationState[]> {
    const page = { ...of, ...(lectureId !== undefined && { lectureId }), ...(before && { id: LessThan(before) }) };
    const rows = await this.database.reader.find(RegistrationRow, {
      where: statusAt(status, now).map((conditions) => ({ ...page, ...conditions })),
      order: { id: 'DESC' },
      take: limit,
    });
    return rows.map(stateOf);
  }

  private countsBy(
    column: 'requestedAt' | 'confirmedAt' | 'endedAt',
    where: Conditions,
    { from, to, seconds }: { from: Date; to: Date; seconds: number },
  ): Promise<Counted[]> {
    const number =
      this.database.dialect === 'mysql'
        ? `TIMESTAMPDIFF(MICROSECOND, :from, r.${column}) DIV ${seconds * 1_000_000}`
        : `CAST(ROUND((unixepoch(r.${column}, 'subsec') - unixepoch(:from, 'subsec')) * 1000) AS INTEGER) / ${seconds * 1_000}`;
    return this.database.reader
      .createQueryBuilder(RegistrationRow, 'r')
      .select(number, 'n')
      .addSelect('COUNT(*)', 'count')
      .addSelect('SUM(r.feeAmount)', 'fees')
      .addSelect('SUM(COALESCE(r.refundDue, r.feeAmount))', 'refunds')
      .where(where)
      .andWhere(`r.${column} >= :from AND r.${column} < :to`, { from, to })
      .groupBy('n')
      .getRawMany<Counted>();
  }

  private async lectures(...where: FindOptionsWhere<SeatLedgerRow>[]): Promise<string[]> {
    const rows = await this.database.reader.find(SeatLedgerRow, { select: { lectureId: true }, where, take: 20 });
    return rows.map((row) => row.lectureId);
  }

  private async ids(where: Conditions, limit: number): Promise<string[]> {
    const rows = await this.database.reader.find(RegistrationRow, { select: { id: true }, where, take: limit });
    return rows.map((row) => row.id);
  }
}

const HELD: RegistrationStatus[] = ['AWAITING_PAYMENT', 'AWAITING_APPROVAL'];

const overdueAt = (now: Date): Conditions => ({ status: In(HELD), holdExpiresAt: LessThanOrEqual(now) });

const cancelOverdueAt = (now: Date): Conditions => ({ status: 'CONFIRMED', cancelDecideBy: LessThanOrEqual(now) });

function statusAt(status: RegistrationStatus | undefined, now: Date): Conditions[] {
  if (status === undefined) return [{}];
  if (status === 'EXPIRED') return [{ status }, overdueAt(now)];
  if (status === 'CANCELED') return [{ status }, cancelOverdueAt(now)];
  if (status === 'CONFIRMED')
    return [
      { status, cancelDecideBy: IsNull() },
      { status, cancelDecideBy: MoreThan(now) },
    ];
  return HELD.includes(status) ? [{ status, holdExpiresAt: MoreThan(now) }] : [{ status }];
}
