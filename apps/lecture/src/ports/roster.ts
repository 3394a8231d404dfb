import type { Place, Registration, RosterEntry, RosterStatus } from '#contracts';
import type { Listed } from './lecture-lists.js';

export interface RosterRow {
  registrationId: string;
  lectureId: string;
  studentId: string;
  status: Registration['status'];
  confirmedAt: string | null;
  decideBy: string | null;
  cancelRequestNote: string | null;
  places?: Place[] | undefined;
  sequence: number;
}

/** By the time of the confirmation, or by the deadline of a decision. */
export type RosterPlace = { registrationId: string } & ({ confirmedAt: string } | { decideBy: string });

export interface RosterPageRequest {
  q?: string | undefined;
  status?: RosterStatus | undefined;
  limit: number;
  after?: RosterPlace | undefined;
}

export abstract class Roster {
  abstract keep(row: RosterRow): Promise<'kept' | 'stale'>;

  /** The enrolled students in the order of their confirmations, or those who await a decision by its deadline. `q` is a piece of a name or e-mail, in any letter case. */
  abstract page(lectureId: string, asked: RosterPageRequest): Promise<Listed<RosterEntry, RosterPlace>>;
}
