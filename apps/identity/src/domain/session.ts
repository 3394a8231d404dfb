export interface Session {
  id: string;
  accountId: string;
  /** Digest of the one refresh token that is valid. */
  currentToken: string;
  /** Null for a session of a release that did not store it: its lifetime begins with its next refresh. */
  begunAt: Date | null;
  expiresAt: Date;
  lastUsedAt: Date | null;
  userAgent: string | null;
  revokedAt: Date | null;
  version: number;
}

export interface NewSession {
  id: string;
  accountId: string;
  /** Digest of its first refresh token. */
  token: string;
  userAgent?: string | undefined;
}

/** A refresh token that a session has had. A used one names the salt of its successor, so that it can be derived again. */
export interface RefreshToken {
  digest: string;
  usedAt: Date | null;
  successorSalt: string | null;
}

export interface Successor {
  digest: string;
  salt: string;
}

/** `repeated`: the token was used moments ago, by a second tab or by a client that lost the response; it gets the same successor.
 * `reused`: a token was used again later, so a second party has a copy; the session ends for both. */
export interface RefreshDecision {
  outcome: 'refreshed' | 'repeated' | 'reused' | 'ended';
  session: Session;
  token: RefreshToken;
}

const IDLE_DAYS = 30;

export const REPEATABLE_MS = 20_000;

const DAY_MS = 24 * 60 * 60 * 1000;

const expiryFrom = (now: Date, begunAt: Date, maxDays: number): Date =>
  new Date(Math.min(now.getTime() + IDLE_DAYS * DAY_MS, begunAt.getTime() + maxDays * DAY_MS));

const MAX_USER_AGENT = 255;

export const beginSession = (
  { id, accountId, token, userAgent }: NewSession,
  now: Date,
  maxDays = Infinity,
): Session => ({
  id,
  accountId,
  currentToken: token,
  begunAt: now,
  expiresAt: expiryFrom(now, now, maxDays),
  lastUsedAt: now,
  userAgent: userAgent?.slice(0, MAX_USER_AGENT) ?? null,
  revokedAt: null,
  version: 1,
});

/** @param maxDays after which a session ends even if it is refreshed */
export function decideRefresh(
  session: Session,
  token: RefreshToken,
  successor: Successor,
  now: Date,
  maxDays = Infinity,
): RefreshDecision {
  if (session.revokedAt !== null || session.expiresAt <= now) return { outcome: 'ended', session, token };
  if (session.currentToken !== token.digest) {
    if (isRepeatable(token, now)) return { outcome: 'repeated', session, token };
    return { outcome: 'reused', session: decideRevoke(session, now), token };
  }
  const begunAt = session.begunAt ?? now;
  return {
    outcome: 'refreshed',
    session: {
      ...session,
      begunAt,
      currentToken: successor.digest,
      expiresAt: expiryFrom(now, begunAt, maxDays),
      lastUsedAt: now,
      version: session.version + 1,
    },
    token: { ...token, usedAt: now, successorSalt: successor.salt },
  };
}

const isRepeatable = ({ usedAt, successorSalt }: RefreshToken, now: Date): boolean =>
  usedAt !== null && successorSalt !== null && now.getTime() - usedAt.getTime() <= REPEATABLE_MS;

export function decideRevoke(session: Session, now: Date): Session {
  return session.revokedAt === null ? { ...session, revokedAt: now, version: session.version + 1 } : session;
}
