import type { SeatingPlan } from '#contracts';
import type { LectureCopy, SeatLedgerEntry, Seats } from '../domain/seat-ledger.js';

export abstract class SeatLedger {
  abstract find(lectureId: string): Promise<SeatLedgerEntry | undefined>;

  abstract findEach(lectureIds: readonly string[]): Promise<SeatLedgerEntry[]>;

  /** Stores the copy of a lecture unless a newer one is stored; the counts of places do not change. With a plan, its seats are stored in the same transaction. */
  abstract updateCopy(copy: LectureCopy, plan?: SeatingPlan): Promise<'stored' | 'stale'>;

  /** One conditional update: all of the places or none; places without seats only if the lecture has no plan. Call it last in the transaction, so that the most contended row is locked briefly. */
  abstract assign(lectureId: string, seats: Seats, isSeated?: boolean): Promise<'assigned' | 'rejected'>;

  /** @throws VersionConflict when the lecture has no entry: a seat would be lost */
  abstract move(lectureId: string, movement: Seats): Promise<void>;

  abstract totals(): Promise<{ capacity: number; held: number; taken: number }>;
}
