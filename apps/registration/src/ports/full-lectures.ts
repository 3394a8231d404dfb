import type { EarlierHolds } from '../domain/hold-limits.js';
import type { SeatLedgerEntry } from '../domain/seat-ledger.js';
import type { SeatOfStudent } from './registrations.js';

/** What a student has already, as far as it precedes that a lecture is full. */
export interface Standing {
  hasLive: boolean;
  earlier: EarlierHolds;
}

/** Keeps requests that can only be refused away from the requests that get a seat. */
export abstract class FullLectures {
  /**
   * Waits while requests for all free seats of the lecture are being decided.
   * @returns the lecture when it was full a moment ago, which suffices to refuse; undefined when the request must be decided, and `leave` called
   */
  abstract enter(seat: SeatOfStudent): Promise<SeatLedgerEntry | undefined>;

  /** The request has its seat, or has been refused. */
  abstract leave(seat: SeatOfStudent): void;

  /** A seat was released, or the lecture has changed. */
  abstract changed(lectureId: string): void;

  abstract standingOf(seat: SeatOfStudent): Promise<Standing>;
}
