import type { LectureCopy, SeatLedgerEntry, Seats } from '../domain/seat-ledger.js';

/** Registration's copies of lectures and the counts of their seats. Only registration assigns seats. */
export abstract class SeatLedger {
  abstract find(lectureId: string): Promise<SeatLedgerEntry | undefined>;

  /** Stores the copy of a lecture unless a newer one is stored; the counts of seats do not change. */
  abstract updateCopy(copy: LectureCopy): Promise<'stored' | 'stale'>;

  /**
   * Assigns a seat in one conditional update, if the lecture is open and has one left.
   * Call it last in the open transaction, so that the most contended row is locked briefly.
   */
  abstract assign(lectureId: string, seats: Seats): Promise<'assigned' | 'rejected'>;

  /** Moves seats that were assigned before. Call it last in the open transaction. */
  abstract move(lectureId: string, movement: Seats): Promise<void>;

  /** Seats of all open lectures. */
  abstract totals(): Promise<{ capacity: number; held: number; taken: number }>;
}
