import type { Registration, RosterEntry } from '#contracts';
import type { Listed } from './lecture-lists.js';

export interface RosterRow {
  registrationId: string;
  lectureId: string;
  studentId: string;
  status: Registration['status'];
  confirmedAt: string | null;
  sequence: number;
}

export interface RosterPlace {
  confirmedAt: string;
  registrationId: string;
}

export abstract class Roster {
  abstract keep(row: RosterRow): Promise<'kept' | 'stale'>;

  /** The enrolled students in the order of their confirmations. @param q piece of a name or e-mail, in any letter case */
  abstract page(
    lectureId: string,
    asked: { q?: string | undefined; limit: number; after?: RosterPlace | undefined },
  ): Promise<Listed<RosterEntry, RosterPlace>>;
}
