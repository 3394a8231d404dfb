import { Rejection } from '#contracts';

/** One login and everything refreshed from it: a family of refresh tokens of which only the newest is good. */
export interface Session {
  id: string;
  accountId: string;
  /** Hash of the one refresh token that may still be used. */
  currentToken: string;
  expiresAt: Date;
  revokedAt: Date | null;
  version: number;
}

/** `reused`: a token came back that had been used, so somebody else has a copy; the session ends for both. */
export type RefreshDecision = { outcome: 'refreshed' | 'reused' | 'over'; session: Session };

const LIFETIME_DAYS = 30;

const expiryFrom = (now: Date): Date => new Date(now.getTime() + LIFETIME_DAYS * 24 * 60 * 60 * 1000);

export const beginSession = (id: string, accountId: string, token: string, now: Date): Session => ({
  id,
  accountId,
  currentToken: token,
  expiresAt: expiryFrom(now),
  revokedAt: null,
  version: 1,
});

export function decideRefresh(session: Session, presented: string, next: string, now: Date): RefreshDecision {
  if (session.revokedAt !== null || session.expiresAt <= now) return { outcome: 'over', session };
  if (session.currentToken !== presented) return { outcome: 'reused', session: decideRevoke(session, now) };
  const refreshed = { ...session, currentToken: next, expiresAt: expiryFrom(now), version: session.version + 1 };
  return { outcome: 'refreshed', session: refreshed };
}

export function decideRevoke(session: Session, now: Date): Session {
  return session.revokedAt === null ? { ...session, revokedAt: now, version: session.version + 1 } : session;
}

export const refreshTokenInvalid = (): Rejection => new Rejection('REFRESH_TOKEN_INVALID');
