import type { Seat } from '../domain/seats.js';

export interface MappedSeat extends Seat {
  blocked: boolean;
  hints: string[];
  holder: { status: string; studentId: string; holdExpiresAt: string | null } | null;
}

export abstract class NumberedSeats {
  abstract free(lectureId: string): Promise<Seat[]>;

  abstract all(lectureId: string): Promise<MappedSeat[]>;

  abstract lecturesWithMissingSeats(limit: number): Promise<string[]>;

  abstract registrationsWithoutSeat(lectureId: string, limit: number): Promise<string[]>;

  abstract allSeated(lectureId: string): Promise<void>;
}
