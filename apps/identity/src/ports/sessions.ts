import type { Session } from '../domain/session.js';

/** Sessions, found by the hash of any refresh token they ever had. */
export abstract class Sessions {
  abstract begin(session: Session): Promise<void>;

  /** Loads the session of that token, decides and stores in one transaction; undefined where the token is unknown. */
  abstract change<Decision extends { session: Session }>(
    token: string,
    decide: (session: Session) => Decision,
  ): Promise<Decision | undefined>;

  /** Deletes at most `limit` sessions and tokens that expired or were revoked before `instant`; answers how many. */
  abstract forgetEndedBefore(instant: Date, limit: number): Promise<number>;
}
