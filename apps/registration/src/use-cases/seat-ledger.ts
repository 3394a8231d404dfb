import type { LectureFacts, LedgerRow } from '../domain/lecture-facts.js';
import type { SeatMovement } from '../domain/seats.js';

/** Registration's own book of lectures and their seats: it alone gives seats out. */
export abstract class SeatLedger {
  abstract find(lectureId: string): Promise<LedgerRow | undefined>;

  /** Keeps what an event told of a lecture, unless something newer is known; the seats are not touched. */
  abstract keep(facts: LectureFacts): Promise<'kept' | 'stale'>;

  /**
   * Gives a seat out if the lecture is open and has one left, in one statement that nobody can come between.
   * Last in the open transaction, so that the row everybody wants is locked briefly.
   */
  abstract give(lectureId: string, seats: SeatMovement): Promise<'given' | 'refused'>;

  /** Moves seats that were given out before, last in the open transaction. */
  abstract move(lectureId: string, seats: SeatMovement): Promise<void>;

  /** Seats of all open lectures together. */
  abstract totals(): Promise<{ capacity: number; held: number; taken: number }>;
}
