import type { LoginFailures } from '../domain/login-throttling.js';
import type { RefreshToken, Session } from '../domain/session.js';

export interface SessionDecision {
  session: Session;
  token?: RefreshToken;
}

export abstract class Sessions {
  /** @param open receives the time of the store, which replicas share */
  abstract begin(open: (now: Date) => Session): Promise<void>;

  /**
   * Loads the session of that token, decides by the store's time and stores in one transaction; undefined if the token is unknown.
   * Of several concurrent changes of one session each sees the result of the one before.
   */
  abstract change<Decision extends SessionDecision>(
    digest: string,
    decide: (session: Session, token: RefreshToken, now: Date) => Decision,
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
