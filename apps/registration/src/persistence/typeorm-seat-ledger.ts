import { Injectable } from '@nestjs/common';
import type { LectureState } from '#contracts';
import { affected, Database, exactlyOne, InstantColumn, isDuplicateKey } from '#persistence';
import { Column, Entity, In, PrimaryColumn } from 'typeorm';
import type { LectureCopy, SeatLedgerEntry, Seats } from '../domain/seat-ledger.js';
import { SeatLedger } from '../ports/seat-ledger.js';

@Entity('seat_ledger')
export class SeatLedgerRow {
  @PrimaryColumn({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ type: 'varchar', length: 200 })
  title: string;

  @Column({ name: 'instructor_id', type: 'varchar', length: 128 })
  instructorId: string;

  @Column({ name: 'instructor_name', type: 'varchar', length: 100, nullable: true })
  instructorName: string | null;

  @Column({ name: 'fee_amount', type: 'int' })
  feeAmount: number;

  @Column({ name: 'fee_currency', type: 'char', length: 3 })
  feeCurrency: 'KRW';

  @Column({ type: 'int' })
  capacity: number;

  @Column({ type: 'varchar', length: 10 })
  status: LectureState['status'];

  @InstantColumn({ name: 'first_session_at' })
  firstSessionAt: Date;

  @InstantColumn({ name: 'last_session_ends_at', nullable: true })
  lastSessionEndsAt: Date | null;

  @InstantColumn({ name: 'publish_at', nullable: true })
  publishAt: Date | null;

  @InstantColumn({ name: 'opens_at', nullable: true })
  opensAt: Date | null;

  @InstantColumn({ name: 'closes_at', nullable: true })
  closesAt: Date | null;

  @Column({ name: 'approval_required', type: 'int', nullable: true })
  approvalRequired: number | null;

  @Column({ name: 'approval_hours', type: 'double', nullable: true })
  approvalHours: number | null;

  @Column({ type: 'int' })
  sequence: number;

  @Column({ type: 'int' })
  held: number;

  @Column({ type: 'int' })
  taken: number;
}

@Injectable()
export class TypeormSeatLedger extends SeatLedger {
  constructor(private readonly database: Database) {
    super();
  }

  async find(lectureId: string): Promise<SeatLedgerEntry | undefined> {
    const row = await this.database.reader.findOneBy(SeatLedgerRow, { lectureId });
    return row ? entryOf(row) : undefined;
  }

  async findEach(lectureIds: readonly string[]): Promise<SeatLedgerEntry[]> {
    return (await this.database.reader.findBy(SeatLedgerRow, { lectureId: In([...lectureIds]) })).map(entryOf);
  }

  updateCopy(copy: LectureCopy): Promise<'stored' | 'stale'> {
    return this.database.transaction(async () => {
      if (await this.overwrite(copy)) return 'stored';
      const found = await this.find(copy.lectureId);
      if (found && found.sequence >= copy.sequence) return 'stale';
      if (!found && (await this.insert(copy))) return 'stored';
      // Another consumer has inserted the lecture in between, perhaps with an older event.
      return (await this.overwrite(copy)) ? 'stored' : 'stale';
    });
  }

  async assign(lectureId: string, seats: Seats): Promise<'assigned' | 'rejected'> {
    const result = await this.moving(lectureId, seats)
      .andWhere('status = :open AND held + taken + :assigned <= capacity', {
        open: 'OPEN',
        assigned: seats.held + seats.taken,
      })
      .execute();
    return affected(result) === 1 ? 'assigned' : 'rejected';
  }

  async move(lectureId: string, movement: Seats): Promise<void> {
    exactlyOne(await this.moving(lectureId, movement).execute(), `the seats of lecture ${lectureId}`);
  }

  async totals(): Promise<{ capacity: number; held: number; taken: number }> {
    const sums = await this.database.reader
      .createQueryBuilder(SeatLedgerRow, 'row')
      .select('SUM(row.capacity)', 'capacity')
      .addSelect('SUM(row.held)', 'held')
      .addSelect('SUM(row.taken)', 'taken')
      .where('row.status = :open', { open: 'OPEN' })
      .getRawOne<Record<'capacity' | 'held' | 'taken', unknown>>();
    return { capacity: Number(sums?.capacity ?? 0), held: Number(sums?.held ?? 0), taken: Number(sums?.taken ?? 0) };
  }

  private moving(lectureId: string, { held, taken }: Seats) {
    return this.database.manager
      .createQueryBuilder()
      .update(SeatLedgerRow)
      .set({ held: () => 'held + :heldMoved', taken: () => 'taken + :takenMoved' })
      .where('lecture_id = :lectureId', { lectureId })
      .setParameters({ heldMoved: held, takenMoved: taken });
  }

  /** Replicas of an earlier release do not store every column; a resync adds what is missing by sending the same state again. */
  private async overwrite(copy: LectureCopy): Promise<boolean> {
    const { lectureId, sequence } = copy;
    const columns = copyColumnsOf(copy);
    const [differs, values] = differenceTo(columns);
    const result = await this.database.manager
      .createQueryBuilder()
      .update(SeatLedgerRow)
      .set(columns)
      .where('lecture_id = :lectureId', { lectureId })
      .andWhere(`(sequence < :sequence OR (sequence = :sequence AND (${differs})))`, { sequence, ...values })
      .execute();
    return affected(result) === 1;
  }

  private async insert(copy: LectureCopy): Promise<boolean> {
    const row = { ...copyColumnsOf(copy), held: 0, taken: 0 };
    try {
      await this.database.transaction(({ manager }) => manager.insert(SeatLedgerRow, row));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

export const entryOf = ({ feeAmount, feeCurrency, ...row }: SeatLedgerRow): SeatLedgerEntry => ({
  ...row,
  fee: { amount: feeAmount, currency: feeCurrency },
  firstSessionAt: row.firstSessionAt.toISOString(),
  lastSessionEndsAt: row.lastSessionEndsAt?.toISOString() ?? null,
  publishAt: row.publishAt?.toISOString() ?? null,
  opensAt: row.opensAt?.toISOString() ?? null,
  closesAt: row.closesAt?.toISOString() ?? null,
  approvalRequired: row.approvalRequired === 1,
});

const copyColumnsOf = ({ fee, ...copy }: LectureCopy): Omit<SeatLedgerRow, 'held' | 'taken'> => ({
  ...copy,
  feeAmount: fee.amount,
  feeCurrency: fee.currency,
  firstSessionAt: new Date(copy.firstSessionAt),
  lastSessionEndsAt: dateOf(copy.lastSessionEndsAt),
  publishAt: dateOf(copy.publishAt),
  opensAt: dateOf(copy.opensAt),
  closesAt: dateOf(copy.closesAt),
  approvalRequired: copy.approvalRequired ? 1 : null,
});

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

const COLUMNS_OF_LATER_RELEASES = {
  lastSessionEndsAt: 'last_session_ends_at',
  publishAt: 'publish_at',
  opensAt: 'opens_at',
  closesAt: 'closes_at',
  approvalRequired: 'approval_required',
  approvalHours: 'approval_hours',
} as const;

function differenceTo(columns: Pick<SeatLedgerRow, keyof typeof COLUMNS_OF_LATER_RELEASES>): [string, object] {
  const conditions = Object.entries(COLUMNS_OF_LATER_RELEASES).map(([field, column]) =>
    columns[field as keyof typeof columns] === null
      ? `${column} IS NOT NULL`
      : `${column} IS NULL OR ${column} <> :${field}`,
  );
  const fields = Object.keys(COLUMNS_OF_LATER_RELEASES) as (keyof typeof columns)[];
  return [conditions.join(' OR '), Object.fromEntries(fields.map((field) => [field, columns[field]]))];
}
