import type { RegistrationStatus } from '#contracts';
import type { TicketEntry } from '#platform';
import type { EarlierHolds } from '../domain/hold-limits.js';
import type { Decision, RegistrationState } from '../domain/registration.js';
import type { SeatLedgerEntry } from '../domain/seat-ledger.js';
import type { SelectedSeats } from '../domain/seats.js';

export interface SeatOfStudent {
  lectureId: string;
  studentId: string;
  wanted?: readonly (string | undefined)[];
}

/** A decision, its events and its seat movement share one transaction; `decide` runs again when that is retried. */
export abstract class Registrations {
  /** Adds the registration that `decide` creates; it gets the seats that are free. @throws LECTURE_UNKNOWN, LECTURE_FULL, ALREADY_REGISTERED */
  abstract request(
    seat: SeatOfStudent,
    decide: (lecture: SeatLedgerEntry, earlier: EarlierHolds, seats?: SelectedSeats) => Decision,
    entry?: TicketEntry,
  ): Promise<RegistrationState>;

  /** Changes one registration, then throws the decision's rejection, if it has one. @throws NOT_FOUND */
  abstract change(
    id: string,
    decide: (registration: RegistrationState) => Decision,
    entry?: TicketEntry,
  ): Promise<RegistrationState>;

  abstract changeEach(
    ids: string[],
    decide: (registration: RegistrationState) => Decision,
  ): Promise<RegistrationState[]>;

  /** @throws NOT_FOUND */
  abstract find(id: string): Promise<RegistrationState>;

  /** @throws NOT_FOUND, also for another student's */
  abstract ofStudent(id: string, studentId: string): Promise<RegistrationState>;
}

export interface StudentsPage {
  studentId: string;
  lectureId?: string | undefined;
  status?: RegistrationStatus | undefined;
  before?: string | undefined;
  limit: number;
}

export type LecturesPage = Omit<StudentsPage, 'studentId' | 'lectureId'> & { lectureId: string };

export type HoldsOf = { lectureId: string } | { studentId: string };

export interface IntervalCounts {
  requested: number;
  confirmed: number;
  /** Counts only registrations that were confirmed. */
  canceled: number;
  paid: number;
  refunded: number;
}

export abstract class RegistrationLists {
  /** As stored; `status` counts an overdue hold as EXPIRED, and an overdue cancel request as CANCELED. */
  abstract ofLecture(page: LecturesPage, now: Date): Promise<RegistrationState[]>;
  abstract ofStudent(page: StudentsPage, now: Date): Promise<RegistrationState[]>;
  /** Keyed by the index of the interval, starting with 0 at `from`; each is `seconds` long. Empty intervals are absent. */
  abstract countsOfLecture(
    lectureId: string,
    period: { from: Date; to: Date; seconds: number },
  ): Promise<ReadonlyMap<number, IntervalCounts>>;
  abstract live(studentId: string, lectureId: string): Promise<RegistrationState | undefined>;
  abstract idsOfOverdueHolds(now: Date, limit: number, of?: HoldsOf): Promise<string[]>;
  abstract idsOfOverdueCancelRequests(now: Date, limit: number): Promise<string[]>;
  abstract countOverdueHolds(lectureIds: readonly string[], now: Date): Promise<ReadonlyMap<string, number>>;
  abstract idsOfHoldsInClosedLectures(limit: number): Promise<string[]>;
  abstract idsOfLiveInCanceledLectures(limit: number): Promise<string[]>;
  abstract after(id: string, limit: number): Promise<RegistrationState[]>;
}
