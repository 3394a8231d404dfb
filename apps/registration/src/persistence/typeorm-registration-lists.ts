import { Injectable } from '@nestjs/common';
import { Database } from '#persistence';
import { In, LessThan, LessThanOrEqual, MoreThan, type FindOptionsWhere } from 'typeorm';
import type { RegistrationState } from '../domain/registration.js';
import { RegistrationLists, type HoldsOf, type StudentsPage } from '../use-cases/registration-lists.js';
import { stateOf } from './registration.columns.js';
import { liveSlotOf, RegistrationRow } from './registration.row.js';
import { SeatLedgerRow } from './seat-ledger.row.js';

@Injectable()
export class TypeormRegistrationLists extends RegistrationLists {
  constructor(private readonly database: Database) {
    super();
  }

  async ofStudent({ studentId, status, before, limit }: StudentsPage): Promise<RegistrationState[]> {
    const rows = await this.database.reader.find(RegistrationRow, {
      where: { studentId, ...(status && { status }), ...(before && { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
    return rows.map(stateOf);
  }

  hasLive(studentId: string, lectureId: string): Promise<boolean> {
    return this.database.reader.existsBy(RegistrationRow, { liveSlot: liveSlotOf(studentId, lectureId) });
  }

  async idsOfOverdueHolds(now: Date, holds: HoldsOf, limit: number): Promise<string[]> {
    const overdue = { status: 'AWAITING_PAYMENT' as const, holdExpiresAt: LessThanOrEqual(now) };
    return this.ids({ ...holds, ...overdue }, limit);
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

  private async lectures(...where: FindOptionsWhere<SeatLedgerRow>[]): Promise<string[]> {
    const rows = await this.database.reader.find(SeatLedgerRow, { select: { lectureId: true }, where, take: 20 });
    return rows.map((row) => row.lectureId);
  }

  private async ids(where: FindOptionsWhere<RegistrationRow>, limit: number): Promise<string[]> {
    const rows = await this.database.reader.find(RegistrationRow, { select: { id: true }, where, take: limit });
    return rows.map((row) => row.id);
  }
}
