import type { LoginFailures } from '../domain/login-throttling.js';
import type { Session } from '../domain/session.js';

export abstract class Sessions {
  abstract begin(session: Session): Promise<void>;

  /** Loads the session of that token, decides and stores in one transaction; undefined if the token is unknown. */
  abstract change<Decision extends { session: Session }>(
    token: string,
    decide: (session: Session) => Decision,
  ): Promise<Decision | undefined>;

  /** Deletes at most `limit` sessions and tokens that expired or were revoked before `instant`; returns the count. */
  abstract deleteEndedBefore(instant: Date, limit: number): Promise<number>;
}

export interface LoginOrigin {
  email: string;
  address: string;
}

export abstract class FailedLogins {
  abstract of(origin: LoginOrigin): Promise<LoginFailures | undefined>;

  abstract change(
    origin: LoginOrigin,
    decide: (failures: LoginFailures | undefined) => LoginFailures,
  ): Promise<LoginFailures>;

  abstract delete(origin: LoginOrigin): Promise<void>;

  /** Deletes at most `limit` rows whose last failure was before `instant`; returns the count. */
  abstract deleteBefore(instant: Date, limit: number): Promise<number>;
}
