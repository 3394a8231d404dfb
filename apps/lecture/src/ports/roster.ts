import type { RosterEntry } from '#contracts';
import type { RosterRow } from '../domain/roster-row.js';
import type { Listed } from './lecture-lists.js';

/** A place in a roster: right after this entry. */
export interface RosterPlace {
  confirmedAt: string;
  registrationId: string;
}

/** Who takes which lecture, copied from the registrations' events. */
export abstract class Roster {
  /** Keeps the row unless a later one is there already. */
  abstract keep(row: RosterRow): Promise<'kept' | 'stale'>;

  /** The enrolled students in the order of their confirmations. @param q piece of a name or e-mail, in any letter case */
  abstract page(
    lectureId: string,
    asked: { q?: string | undefined; limit: number; after?: RosterPlace | undefined },
  ): Promise<Listed<RosterEntry, RosterPlace>>;
}
