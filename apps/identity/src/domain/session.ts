export interface Session {
  id: string;
  accountId: string;
  /** Digest of the one refresh token that is valid. */
  currentToken: string;
  expiresAt: Date;
  revokedAt: Date | null;
  version: number;
}

/** `reused`: a token was used twice, so a second party has a copy; the session ends for both. */
export type RefreshDecision = { outcome: 'refreshed' | 'reused' | 'ended'; session: Session };

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
  if (session.revokedAt !== null || session.expiresAt <= now) return { outcome: 'ended', session };
  if (session.currentToken !== presented) return { outcome: 'reused', session: decideRevoke(session, now) };
  const refreshed = { ...session, currentToken: next, expiresAt: expiryFrom(now), version: session.version + 1 };
  return { outcome: 'refreshed', session: refreshed };
}

export function decideRevoke(session: Session, now: Date): Session {
  return session.revokedAt === null ? { ...session, revokedAt: now, version: session.version + 1 } : session;
}
