import type { LedgerRow } from '../domain/lecture-facts.js';
import type { Decision, RegistrationState } from '../domain/registration.js';

/** What must be written in the same transaction, such as the name of the registration in an idempotency record. */
export type Alongside = (registrationId: string) => Promise<void>;

/**
 * All registrations. What is decided is stored in one transaction with its events and with the seats that change hands;
 * a decision may be asked for several times, when others were faster.
 */
export abstract class Registrations {
  /** Adds the registration that `decide` makes of the lecture. @throws LECTURE_UNKNOWN, LECTURE_FULL, ALREADY_REGISTERED */
  abstract request(
    lectureId: string,
    decide: (lecture: LedgerRow) => Decision,
    alongside?: Alongside,
  ): Promise<RegistrationState>;

  /**
   * Changes one registration, then throws the decision's refusal, if it has one.
   * @param lately what `request` has answered, to decide on without loading as long as nobody has changed it since
   * @throws NOT_FOUND
   */
  abstract change(
    id: string,
    decide: (registration: RegistrationState) => Decision,
    { alongside, lately }?: { alongside?: Alongside | undefined; lately?: RegistrationState | undefined },
  ): Promise<RegistrationState>;

  /** Changes many in one transaction and answers those that did change. */
  abstract changeEach(
    ids: string[],
    decide: (registration: RegistrationState) => Decision,
  ): Promise<RegistrationState[]>;

  /** A student's own registration. @throws NOT_FOUND, also for somebody else's */
  abstract ofStudent(id: string, studentId: string): Promise<RegistrationState>;
}
