import { Injectable } from '@nestjs/common';
import type { RegistrationStatus } from '#contracts';
import { Database } from '#persistence';
import { In, LessThan, LessThanOrEqual, MoreThan, type FindOptionsWhere } from 'typeorm';
import type { RegistrationState } from '../domain/registration.js';
import { RegistrationLists, type HoldsOf, type LecturesPage, type StudentsPage } from '../ports/registrations.js';
import { liveSlotOf, RegistrationRow, stateOf } from './registration-row.js';
import { SeatLedgerRow } from './typeorm-seat-ledger.js';

type Conditions = FindOptionsWhere<RegistrationRow>;

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

  async live(studentId: string, lectureId: string): Promise<RegistrationState | undefined> {
    const row = await this.database.reader.findOneBy(RegistrationRow, { liveSlot: liveSlotOf(studentId, lectureId) });
    return row ? stateOf(row) : undefined;
  }

  async idsOfOverdueHolds(now: Date, limit: number, of?: HoldsOf): Promise<string[]> {
    return this.ids({ ...of, ...overdueAt(now) }, limit);
  }

  async countOverdueHolds(lectureIds: readonly string[], now: Date): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.reader
      .createQueryBuilder(RegistrationRow, 'r')
      .select('r.lectureId', 'lectureId')
      .addSelect('COUNT(*)', 'overdue')
      .where({ lectureId: In([...lectureIds]), ...overdueAt(now) })
      .groupBy('r.lectureId')
      .getRawMany<{ lectureId: string; overdue: unknown }>();
    return new Map(rows.map(({ lectureId, overdue }) => [lectureId, Number(overdue)]));
  }

  async idsOfHoldsInClosedLectures(limit: number): Promise<string[]> {
    const lectureIds = await this.lectures({ status: 'CLOSED', held: MoreThan(0) });
    if (lectureIds.length === 0) return [];
    return this.ids({ lectureId: In(lectureIds), status: 'AWAITING_PAYMENT' }, limit);
  }

  async idsOfLiveInCanceledLectures(limit: number): Promise<string[]> {
    const withHeld = { status: 'CANCELED' as const, held: MoreThan(0) };
    const withTaken = { status: 'CANCELED' as const, held: 0, taken: MoreThan(0) };
    const lectureIds = await this.lectures(withHeld, withTaken);
    if (lectureIds.length === 0) return [];
    return this.ids({ lectureId: In(lectureIds), status: In(['AWAITING_PAYMENT', 'CONFIRMED']) }, limit);
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

  private async lectures(...where: FindOptionsWhere<SeatLedgerRow>[]): Promise<string[]> {
    const rows = await this.database.reader.find(SeatLedgerRow, { select: { lectureId: true }, where, take: 20 });
    return rows.map((row) => row.lectureId);
  }

  private async ids(where: Conditions, limit: number): Promise<string[]> {
    const rows = await this.database.reader.find(RegistrationRow, { select: { id: true }, where, take: limit });
    return rows.map((row) => row.id);
  }
}

const overdueAt = (now: Date): Conditions => ({ status: 'AWAITING_PAYMENT', holdExpiresAt: LessThanOrEqual(now) });

function statusAt(status: RegistrationStatus | undefined, now: Date): Conditions[] {
  if (status === undefined) return [{}];
  if (status === 'EXPIRED') return [{ status }, overdueAt(now)];
  return status === 'AWAITING_PAYMENT' ? [{ status, holdExpiresAt: MoreThan(now) }] : [{ status }];
}
