import type { Registration, RosterEntry } from '#contracts';
import type { Listed } from './lecture-lists.js';

/** A registration on the roster, including ended ones; `sequence` is that of the latest event. */
export interface RosterRow {
  registrationId: string;
  lectureId: string;
  studentId: string;
  status: Registration['status'];
  confirmedAt: string | null;
  sequence: number;
}

/** A place in a roster: right after this entry. */
export interface RosterPlace {
  confirmedAt: string;
  registrationId: string;
}

/** Registrations by lecture, copied from registration's events. */
export abstract class Roster {
  /** Stores the row unless a later one is stored. */
  abstract keep(row: RosterRow): Promise<'kept' | 'stale'>;

  /** The enrolled students in the order of their confirmations. @param q piece of a name or e-mail, in any letter case */
  abstract page(
    lectureId: string,
    asked: { q?: string | undefined; limit: number; after?: RosterPlace | undefined },
  ): Promise<Listed<RosterEntry, RosterPlace>>;
}
