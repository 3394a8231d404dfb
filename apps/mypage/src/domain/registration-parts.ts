import type { Account, LectureState, Payment, Registration } from '#contracts';

/** The parts that make one view document; only the registration is always known. */
export interface RegistrationParts {
  registration: Registration;
  /** Every attempt known, in any order. */
  payments: readonly Payment[];
  lecture: LectureState | null;
  /** Account of the lecture's instructor. */
  instructor: Account | null;
}
