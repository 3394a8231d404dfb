import { Injectable } from '@nestjs/common';
import type { RefundTier, SeatingPlan } from '#contracts';
import { affected, Database, isDuplicateKey, VersionConflict } from '#persistence';
import { In } from 'typeorm';
import type { LectureCopy, SeatLedgerEntry, Seats, SessionTime } from '../domain/seat-ledger.js';
import { SeatLedger, type SeatsByLecture } from '../ports/seat-ledger.js';
import { SeatLedgerRow } from './seat-ledger-row.js';
import { TypeormSeats } from './typeorm-seats.js';

@Injectable()
export class TypeormSeatLedger extends SeatLedger {
  private readonly seats: TypeormSeats;

  constructor(private readonly database: Database) {
    super();
    this.seats = new TypeormSeats(database);
  }

  async find(lectureId: string): Promise<SeatLedgerEntry | undefined> {
    const row = await this.database.reader.findOneBy(SeatLedgerRow, { lectureId });
    return row ? entryOf(row) : undefined;
  }

  async findEach(lectureIds: readonly string[]): Promise<SeatLedgerEntry[]> {
    return (await this.database.reader.findBy(SeatLedgerRow, { lectureId: In([...lectureIds]) })).map(entryOf);
  }

  async updateCopy(copy: LectureCopy, plan?: SeatingPlan): Promise<'stored' | 'stale'> {
    if (!plan) return this.database.transaction(() => this.store(copy));
    try {
      return await this.database.transaction(() => this.storeWithSeats(copy, plan));
    } catch (error) {
      if (error instanceof Overtaken) return 'stale';
      throw error;
    }
  }

  private async store(copy: LectureCopy): Promise<'stored' | 'stale'> {
    if (await this.overwrite(copy)) return 'stored';
    const found = await this.find(copy.lectureId);
    if (found && found.sequence >= copy.sequence) return 'stale';
    if (!found && (await this.insert(copy))) return 'stored';
    // Another consumer has inserted the lecture in between, perhaps with an older event.
    return (await this.overwrite(copy)) ? 'stored' : 'stale';
  }

  /** Seats before the ledger row, as everywhere: a newer event that is stored meanwhile undoes the seats of this one. */
  private async storeWithSeats(copy: LectureCopy, plan: SeatingPlan): Promise<'stored' | 'stale'> {
    const { lectureId, seating } = copy;
    const found = await this.find(lectureId);
    if (found && found.sequence > copy.sequence) return 'stale';
    if (found?.sequence === copy.sequence && found.seating === seating) return this.store(copy);
    await this.seats.storePlan(lectureId, seating!, plan);
    if ((await this.store(copy)) === 'stale') throw new Overtaken();
    if (!(await this.seats.isStored(lectureId, seating!, plan)))
      throw new VersionConflict(`the seats of lecture ${lectureId}`);
    return 'stored';
  }

  async assignEach(seats: SeatsByLecture, isSeated = false): Promise<'assigned' | 'rejected'> {
    const added = caseOf(seats, ({ held, taken }) => held + taken);
    const unseated = isSeated ? '' : 'AND seating IS NULL';
    const guard = `AND status = 'OPEN' AND held + taken + ${added.sql} <= capacity ${unseated}`;
    return (await this.add(seats, guard, added.values)) === seats.size ? 'assigned' : 'rejected';
  }

  async moveEach(movements: SeatsByLecture): Promise<void> {
    if (movements.size === 0) return;
    if ((await this.add(movements)) !== movements.size)
      throw new VersionConflict(`the seats of lectures ${[...movements.keys()].join(', ')}`);
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

  /** @returns the number of lectures whose places were changed */
  private async add(seats: SeatsByLecture, guard = '', guardValues: unknown[] = []): Promise<number> {
    const held = caseOf(seats, (each) => each.held);
    const taken = caseOf(seats, (each) => each.taken);
    const ids = [...seats.keys()].sort();
    // Rows are locked in the order of their ids. By another index, two batches could lock them in different orders.
    const index = this.database.dialect === 'mysql' ? 'FORCE INDEX (PRIMARY)' : '';
    const sql = `UPDATE seat_ledger ${index} SET held = held + ${held.sql}, taken = taken + ${taken.sql}
      WHERE lecture_id IN (${ids.map(() => '?').join(', ')}) ${guard}`;
    const values = [...held.values, ...taken.values, ...ids, ...guardValues];
    return affected(await this.database.manager.queryRunner!.query(sql, values, true));
  }

  /** Replicas of an earlier release do not store all columns; a resync adds them by sending the same state again. */
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
    const row = { ...copyColumnsOf(copy), seatsMissing: 0, held: 0, taken: 0 };
    try {
      await this.database.transaction(({ manager }) => manager.insert(SeatLedgerRow, row));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

class Overtaken extends Error {}

function caseOf(seats: SeatsByLecture, amountOf: (each: Seats) => number): { sql: string; values: unknown[] } {
  const cases = [...seats].map(() => 'WHEN ? THEN ?').join(' ');
  return {
    sql: `CASE lecture_id ${cases} ELSE 0 END`,
    values: [...seats].flatMap(([id, each]) => [id, amountOf(each)]),
  };
}

export const entryOf = ({
  feeAmount,
  feeCurrency,
  seatsMissing: _missing,
  ...row
}: SeatLedgerRow): SeatLedgerEntry => ({
  ...row,
  fee: { amount: feeAmount, currency: feeCurrency },
  firstSessionAt: row.firstSessionAt.toISOString(),
  lastSessionEndsAt: row.lastSessionEndsAt?.toISOString() ?? null,
  publishAt: row.publishAt?.toISOString() ?? null,
  opensAt: row.opensAt?.toISOString() ?? null,
  closesAt: row.closesAt?.toISOString() ?? null,
  refundTiers: tiersOf(row.refundTiers),
  sessions: row.sessions === null ? null : (JSON.parse(row.sessions) as SessionTime[]),
  rescheduledAt: row.rescheduledAt?.toISOString() ?? null,
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
  refundTiers: copy.refundTiers && JSON.stringify(copy.refundTiers),
  sessions: copy.sessions && JSON.stringify(copy.sessions),
  rescheduledAt: dateOf(copy.rescheduledAt),
  seatsMissing: copy.seating === null ? 0 : 1,
  approvalRequired: copy.approvalRequired ? 1 : null,
});

export const tiersOf = (json: string | null): RefundTier[] | null =>
  json === null ? null : (JSON.parse(json) as RefundTier[]);

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

const COLUMNS_OF_LATER_RELEASES = {
  lastSessionEndsAt: 'last_session_ends_at',
  publishAt: 'publish_at',
  opensAt: 'opens_at',
  closesAt: 'closes_at',
  refundTiers: 'refund_tiers',
  sessions: 'sessions',
  maxPlaces: 'max_places',
  seating: 'seating',
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
