import { Injectable } from '@nestjs/common';
import { affected, Database, isDuplicateKey } from '#persistence';
import type { LectureFacts, LedgerRow } from '../domain/lecture-facts.js';
import type { SeatMovement } from '../domain/seats.js';
import { SeatLedger } from '../use-cases/seat-ledger.js';
import { SeatLedgerRow } from './seat-ledger.row.js';

@Injectable()
export class TypeormSeatLedger extends SeatLedger {
  constructor(private readonly database: Database) {
    super();
  }

  async find(lectureId: string): Promise<LedgerRow | undefined> {
    const row = await this.database.reader.findOneBy(SeatLedgerRow, { lectureId });
    return row ? ledgerRowOf(row) : undefined;
  }

  keep(facts: LectureFacts): Promise<'kept' | 'stale'> {
    return this.database.transaction(async () => {
      if (await this.overwrite(facts)) return 'kept';
      const found = await this.find(facts.lectureId);
      if (found && found.sequence >= facts.sequence) return 'stale';
      if (!found && (await this.insert(facts))) return 'kept';
      // Somebody has come in between, perhaps with older news.
      return (await this.overwrite(facts)) ? 'kept' : 'stale';
    });
  }

  async give(lectureId: string, seats: SeatMovement): Promise<'given' | 'refused'> {
    const result = await this.moving(lectureId, seats)
      .andWhere('status = :open AND held + taken < capacity', { open: 'OPEN' })
      .execute();
    return affected(result) === 1 ? 'given' : 'refused';
  }

  async move(lectureId: string, seats: SeatMovement): Promise<void> {
    await this.moving(lectureId, seats).execute();
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

  private moving(lectureId: string, { held, taken }: SeatMovement) {
    return this.database.manager
      .createQueryBuilder()
      .update(SeatLedgerRow)
      .set({ held: () => 'held + :heldMoved', taken: () => 'taken + :takenMoved' })
      .where('lecture_id = :lectureId', { lectureId })
      .setParameters({ heldMoved: held, takenMoved: taken });
  }

  private async overwrite(facts: LectureFacts): Promise<boolean> {
    const { lectureId, sequence } = facts;
    const result = await this.database.manager
      .createQueryBuilder()
      .update(SeatLedgerRow)
      .set(factColumnsOf(facts))
      .where('lecture_id = :lectureId AND sequence < :sequence', { lectureId, sequence })
      .execute();
    return affected(result) === 1;
  }

  /** False when another consumer of the same lecture was faster. */
  private async insert(facts: LectureFacts): Promise<boolean> {
    const row = { ...factColumnsOf(facts), held: 0, taken: 0 };
    try {
      await this.database.transaction(({ manager }) => manager.insert(SeatLedgerRow, row));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

const ledgerRowOf = ({ feeAmount, feeCurrency, ...row }: SeatLedgerRow): LedgerRow => ({
  ...row,
  fee: { amount: feeAmount, currency: feeCurrency },
  firstSessionAt: row.firstSessionAt.toISOString(),
});

const factColumnsOf = ({ fee, ...facts }: LectureFacts): Omit<SeatLedgerRow, 'held' | 'taken'> => ({
  ...facts,
  feeAmount: fee.amount,
  feeCurrency: fee.currency,
  firstSessionAt: new Date(facts.firstSessionAt),
});
