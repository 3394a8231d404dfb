import type { LoginFailures } from '../domain/login-slow-down.js';

/** Who tries to log in: an e-mail, known or not, from a network address. */
export interface Guesser {
  email: string;
  address: string;
}

/** The failures in a row of everybody who guessed lately. */
export abstract class FailedLogins {
  abstract of(guesser: Guesser): Promise<LoginFailures | undefined>;

  abstract change(
    guesser: Guesser,
    decide: (failures: LoginFailures | undefined) => LoginFailures,
  ): Promise<LoginFailures>;

  abstract forget(guesser: Guesser): Promise<void>;

  /** Deletes at most `limit` whose last failure was before `instant`; answers how many. */
  abstract forgetBefore(instant: Date, limit: number): Promise<number>;
}
