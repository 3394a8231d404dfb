import type { LoginFailures } from '../domain/login-throttling.js';
import type { RefreshToken, Session } from '../domain/session.js';

export interface SessionDecision {
  session: Session;
  token?: RefreshToken;
}

export abstract class Sessions {
  /** Begins a session if the account is enabled and the hash is still that of its password. @param open receives the time of the
   * store, which replicas share */
  abstract begin(passwordHash: string, open: (now: Date) => Session): Promise<Session | undefined>;

  /** The sessions of an account that have not ended, newest first. */
  abstract list(accountId: string, limit: number, before?: string): Promise<Session[]>;

  /** Returns whether the account has or had this session. */
  abstract end(accountId: string, id: string): Promise<boolean>;

  /** Ends all sessions of an account, except the one with the id `kept`. */
  abstract endAll(accountId: string, kept?: string): Promise<void>;

  /** Loads the session of that token, decides by the store's time and stores in one transaction; undefined if the token is unknown.
   * Concurrent changes of one session run one after the other. */
  abstract change<Decision extends SessionDecision>(
    digest: string,
    decide: (session: Session, token: RefreshToken, now: Date) => Decision,
  ): Promise<Decision | undefined>;

  /** Deletes at most `limit` sessions and tokens that expired or were revoked before `instant`; returns the count. */
  abstract deleteEndedBefore(instant: Date, limit: number): Promise<number>;
}

/** `guesser`: a digest of an e-mail address and a network. */
export abstract class FailedLogins {
  abstract of(guesser: string): Promise<LoginFailures | undefined>;

  abstract change(
    guesser: string,
    decide: (failures: LoginFailures | undefined) => LoginFailures,
  ): Promise<LoginFailures>;

  abstract delete(guesser: string): Promise<void>;

  abstract deleteBefore(instant: Date, limit: number): Promise<number>;
}

/** Networks from which the owner of an account has signed in, as digests of both. */
export abstract class KnownNetworks {
  abstract includes(digests: string[]): Promise<boolean>;

  abstract add(digest: string, now: Date): Promise<void>;

  abstract deleteBefore(instant: Date, limit: number): Promise<number>;
}
