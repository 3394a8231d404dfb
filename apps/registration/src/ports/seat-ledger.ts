import type { SeatingPlan } from '#contracts';
import type { LectureCopy, SeatLedgerEntry, Seats } from '../domain/seat-ledger.js';

/** By lecture id. */
export type SeatsByLecture = ReadonlyMap<string, Seats>;

export abstract class SeatLedger {
  abstract find(lectureId: string): Promise<SeatLedgerEntry | undefined>;

  abstract findEach(lectureIds: readonly string[]): Promise<SeatLedgerEntry[]>;

  /** Stores the copy of a lecture unless a newer one is stored; the counts of places do not change. With a plan, its seats are stored in the same transaction. */
  abstract updateCopy(copy: LectureCopy, plan?: SeatingPlan): Promise<'stored' | 'stale'>;

  /** One conditional update for all lectures; places without seats only where a lecture has no plan. After a rejection the caller must roll back. Call it last in the transaction, so that the most contended rows are locked briefly. */
  abstract assignEach(seats: SeatsByLecture, isSeated?: boolean): Promise<'assigned' | 'rejected'>;

  /** One update. @throws VersionConflict when one of the lectures has no entry: a seat would be lost */
  abstract moveEach(movements: SeatsByLecture): Promise<void>;

  abstract totals(): Promise<{ capacity: number; held: number; taken: number }>;
}
