import type { RegistrationStatus } from '#contracts';
import type { RegistrationState } from '../domain/registration.js';

/** Whose overdue holds are looked for; everybody's, where nothing is named. */
export interface HoldsOf {
  lectureId?: string;
  studentId?: string;
}

export interface StudentsPage {
  studentId: string;
  status?: RegistrationStatus | undefined;
  /** Only those before this one, newest first. */
  before?: string | undefined;
  limit: number;
}

/** Looks registrations up, by what lists and sweeps ask for; it changes nothing. */
export abstract class RegistrationLists {
  abstract ofStudent(page: StudentsPage): Promise<RegistrationState[]>;
  abstract hasLive(studentId: string, lectureId: string): Promise<boolean>;
  abstract idsOfOverdueHolds(now: Date, holds: HoldsOf, limit: number): Promise<string[]>;
  abstract idsOfHoldsInClosedLectures(limit: number): Promise<string[]>;
  abstract idsOfLiveInCanceledLectures(limit: number): Promise<string[]>;
  /** All of them in the order of their ids. */
  abstract after(id: string, limit: number): Promise<RegistrationState[]>;
}
