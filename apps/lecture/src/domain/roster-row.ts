import type { Registration } from '#contracts';

/** A registration as the roster keeps it, also when it is over; `sequence` tells which event was the latest. */
export interface RosterRow {
  registrationId: string;
  lectureId: string;
  studentId: string;
  status: Registration['status'];
  confirmedAt: string | null;
  sequence: number;
}

export const rosterRowOf = (registration: Registration, sequence: number): RosterRow => ({
  registrationId: registration.id,
  lectureId: registration.lectureId,
  studentId: registration.studentId,
  status: registration.status,
  confirmedAt: registration.confirmedAt,
  sequence,
});
