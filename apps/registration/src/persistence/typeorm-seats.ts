import { Injectable } from '@nestjs/common';
import type { SeatingPlan } from '#contracts';
import { affected, Database } from '#persistence';
import { Column, Entity, In, IsNull, PrimaryColumn } from 'typeorm';
import { plannedSeats } from '../domain/seating-plan.js';
import type { Seat } from '../domain/seats.js';
import { NumberedSeats, type MappedSeat } from '../ports/numbered-seats.js';
import { RegistrationRow } from './registration-row.js';
import { SeatLedgerRow } from './seat-ledger-row.js';

@Entity('seat')
export class SeatRow {
  @PrimaryColumn({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @PrimaryColumn({ type: 'varchar', length: 20 })
  label: string;

  @Column({ name: 'row_label', type: 'varchar', length: 10 })
  row: string;

  @Column({ type: 'int' })
  position: number;

  @Column({ name: 'fee_amount', type: 'int', nullable: true })
  feeAmount: number | null;

  @Column({ type: 'int' })
  blocked: number;

  @Column({ type: 'varchar', length: 40 })
  hints: string;

  /** Digest of the last plan that has the seat: a seat of an earlier plan stays with its registration, and is never assigned again. */
  @Column({ type: 'char', length: 64 })
  plan: string;

  @Column({ name: 'registration_id', type: 'char', length: 36, nullable: true })
  registrationId: string | null;
}

interface Taking {
  lectureId: string;
  plan: string;
  registrationId: string;
  labels: readonly string[];
  /** Seats that were selected automatically: a seat that another transaction has locked is lost, instead of waited for. */
  skippable?: readonly string[];
}

const ROWS_PER_STATEMENT = 500;

@Injectable()
export class TypeormSeats extends NumberedSeats {
  constructor(private readonly database: Database) {
    super();
  }

  async free(lectureId: string): Promise<Seat[]> {
    const rows = await this.ofCurrentPlan(lectureId).andWhere('s.registrationId IS NULL AND s.blocked = 0').getMany();
    return rows.map(seatOf);
  }

  async all(lectureId: string): Promise<MappedSeat[]> {
    const query = this.ofCurrentPlan(lectureId)
      .leftJoin(RegistrationRow, 'r', 'r.id = s.registrationId')
      .addSelect('r.status', 'status')
      .addSelect('r.studentId', 'studentId')
      .addSelect('r.holdExpiresAt', 'holdExpiresAt');
    const { entities, raw } = await query.getRawAndEntities<Holder>();
    return entities.map((row, n) => ({
      ...seatOf(row),
      blocked: row.blocked === 1,
      hints: row.hints.split(',').filter((hint) => hint !== ''),
      holder: holderOf(raw[n]!),
    }));
  }

  async lecturesWithMissingSeats(limit: number): Promise<string[]> {
    const rows = await this.database.reader.find(SeatLedgerRow, {
      select: { lectureId: true },
      where: { seatsMissing: 1, status: 'OPEN' },
      take: limit,
    });
    return rows.map(({ lectureId }) => lectureId);
  }

  async registrationsWithoutSeat(lectureId: string, limit: number): Promise<string[]> {
    const rows = await this.database.reader
      .createQueryBuilder(RegistrationRow, 'r')
      .select('r.id', 'id')
      .where('r.lectureId = :lectureId AND r.liveSlot IS NOT NULL', { lectureId })
      .andWhere('COALESCE(r.seatCount, 0) < COALESCE(r.placeCount, 1)')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  async allSeated(lectureId: string): Promise<void> {
    await this.database.statement((manager) => manager.update(SeatLedgerRow, { lectureId }, { seatsMissing: 0 }));
  }

  /** All seats or none. @returns the seats that were lost to others, or all of them if that cannot be said */
  async take({ lectureId, plan, registrationId, labels, skippable = [] }: Taking): Promise<readonly string[]> {
    const { manager, dialect } = this.database;
    if (skippable.length > 0 && dialect === 'mysql') {
      const locked = await manager.query<{ label: string }[]>(
        `SELECT label FROM seat WHERE lecture_id = ? AND label IN (${skippable.map(() => '?').join(', ')})
          AND registration_id IS NULL ORDER BY label FOR UPDATE SKIP LOCKED`,
        [lectureId, ...skippable],
      );
      const lost = skippable.filter((label) => !locked.some((row) => row.label === label));
      if (lost.length > 0) return lost;
    }
    const where = { lectureId, label: In([...labels].sort()), plan, blocked: 0, registrationId: IsNull() };
    const taken = affected(await manager.update(SeatRow, where, { registrationId }));
    return taken === labels.length ? [] : labels;
  }

  async release(lectureId: string, labels: readonly string[], registrationIds: readonly string[]): Promise<void> {
    const where = { lectureId, label: In([...labels].sort()), registrationId: In([...registrationIds]) };
    await this.database.manager.update(SeatRow, where, { registrationId: null });
  }

  async planOf(lectureId: string): Promise<string | null> {
    const row = await this.database.manager.findOne(SeatLedgerRow, {
      select: { lectureId: true, seating: true },
      where: { lectureId },
    });
    return row?.seating ?? null;
  }

  async storePlan(lectureId: string, digest: string, plan: SeatingPlan): Promise<void> {
    if (await this.isStored(lectureId, digest, plan)) return;
    const rows = plannedSeats(plan).map(({ label, row, position, fee, blocked, hints }) => ({
      ...{ lectureId, label, row, position, plan: digest },
      feeAmount: fee?.amount ?? null,
      blocked: blocked ? 1 : 0,
      hints: hints.join(','),
    }));
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
      const some = rows.slice(from, from + ROWS_PER_STATEMENT).toSorted((a, b) => (a.label < b.label ? -1 : 1));
      await this.database.manager.upsert(SeatRow, some, ['lectureId', 'label']);
    }
  }

  async isStored(lectureId: string, digest: string, plan: SeatingPlan): Promise<boolean> {
    const stored = await this.database.manager.countBy(SeatRow, { lectureId, plan: digest });
    return stored === plannedSeats(plan).length;
  }

  private ofCurrentPlan(lectureId: string) {
    return this.database.reader
      .createQueryBuilder(SeatRow, 's')
      .innerJoin(SeatLedgerRow, 'l', 'l.lectureId = s.lectureId AND l.seating = s.plan')
      .where('s.lectureId = :lectureId', { lectureId })
      .orderBy('s.position');
  }
}

interface Holder {
  status: string | null;
  studentId: string;
  holdExpiresAt: Date | string | null;
}

const seatOf = ({ label, row, position, feeAmount }: SeatRow): Seat => ({
  label,
  row,
  position,
  fee: feeAmount === null ? null : { amount: feeAmount, currency: 'KRW' },
});

const holderOf = ({ status, studentId, holdExpiresAt }: Holder): MappedSeat['holder'] =>
  status === null ? null : { status, studentId, holdExpiresAt: instantOf(holdExpiresAt) };

const instantOf = (value: Date | string | null): string | null => {
  if (value === null) return null;
  return (value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`)).toISOString();
};
