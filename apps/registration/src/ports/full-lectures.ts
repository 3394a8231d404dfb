import type { EarlierHolds } from '../domain/hold-limits.js';
import type { SeatLedgerEntry } from '../domain/seat-ledger.js';
import type { SeatOfStudent } from './registrations.js';

/** The registrations of a student that rules with precedence over LECTURE_FULL depend on. */
export interface Standing {
  hasLive: boolean;
  earlier: EarlierHolds;
}

/** Refuses requests for full lectures before they compete with the requests that get a seat. */
export abstract class FullLectures {
  /**
   * Waits while requests for all free seats of the lecture are being decided.
   * @returns the lecture if it was full at the last read, which is sufficient for a refusal; otherwise undefined, and the caller must decide the request and then call `leave`
   */
  abstract enter(seat: SeatOfStudent): Promise<SeatLedgerEntry | undefined>;

  abstract leave(seat: SeatOfStudent): void;

  abstract changed(lectureId: string): void;

  abstract standingOf(seat: SeatOfStudent): Promise<Standing>;
}
