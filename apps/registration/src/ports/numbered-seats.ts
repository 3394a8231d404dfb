import type { Seat } from '../domain/seats.js';

export interface MappedSeat extends Seat {
  blocked: boolean;
  hints: string[];
  /** Null if no registration occupies the seat. */
  holder: { status: string; studentId: string; holdExpiresAt: string | null } | null;
}

export abstract class NumberedSeats {
  /** The free seats of the current plan, from the front to the back. */
  abstract free(lectureId: string): Promise<Seat[]>;

  /** Every seat of the current plan, in reading order. */
  abstract all(lectureId: string): Promise<MappedSeat[]>;

  /** Lectures whose plan arrived after registrations; of those with a free seat. */
  abstract lecturesWithMissingSeats(limit: number): Promise<string[]>;

  /** Live registrations with a place that has no seat. */
  abstract registrationsWithoutSeat(lectureId: string, limit: number): Promise<string[]>;

  /** Ends the search for missing seats in a lecture. */
  abstract allSeated(lectureId: string): Promise<void>;
}
