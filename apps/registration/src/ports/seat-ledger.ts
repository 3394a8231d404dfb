import type { LectureCopy, SeatLedgerEntry, Seats } from '../domain/seat-ledger.js';

export abstract class SeatLedger {
  abstract find(lectureId: string): Promise<SeatLedgerEntry | undefined>;

  /** In no particular order, without unknown ones. */
  abstract findEach(lectureIds: readonly string[]): Promise<SeatLedgerEntry[]>;

  /** Stores the copy of a lecture unless a newer one is stored; the counts of seats do not change. */
  abstract updateCopy(copy: LectureCopy): Promise<'stored' | 'stale'>;

  /** One conditional update: all of the seats or none. Call it last in the transaction, so that the most contended row is locked briefly. */
  abstract assign(lectureId: string, seats: Seats): Promise<'assigned' | 'rejected'>;

  /** @throws VersionConflict when the lecture has no entry: a seat would be lost */
  abstract move(lectureId: string, movement: Seats): Promise<void>;

  abstract totals(): Promise<{ capacity: number; held: number; taken: number }>;
}
