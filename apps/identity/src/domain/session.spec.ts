import { describe, expect, it } from '@jest/globals';
import { beginSession, decideRefresh, decideRevoke } from './session.js';

const monday = new Date('2027-02-01T09:00:00.000Z');
const daysLater = (days: number) => new Date(monday.getTime() + days * 86_400_000);
const session = beginSession('session-1', 'mina', 'token-1', monday);

describe('a session', () => {
  it('expires thirty days after its last refresh', () => {
    expect(session.expiresAt).toEqual(daysLater(30));

    const { session: refreshed } = decideRefresh(session, 'token-1', 'token-2', daysLater(20));

    expect(refreshed.expiresAt).toEqual(daysLater(50));
  });

  it('replaces the current token', () => {
    expect(decideRefresh(session, 'token-1', 'token-2', monday)).toMatchObject({
      outcome: 'refreshed',
      session: { currentToken: 'token-2', revokedAt: null, version: 2 },
    });
  });

  it('ends for all holders when a token is reused', () => {
    const { session: refreshed } = decideRefresh(session, 'token-1', 'token-2', monday);

    const again = decideRefresh(refreshed, 'token-1', 'token-3', monday);

    expect(again).toMatchObject({ outcome: 'reused', session: { revokedAt: monday } });
    expect(decideRefresh(again.session, 'token-2', 'token-4', monday).outcome).toBe('ended');
  });

  it('ends after thirty days without a refresh', () => {
    expect(decideRefresh(session, 'token-1', 'token-2', daysLater(30)).outcome).toBe('ended');
    expect(decideRefresh(session, 'token-1', 'token-2', daysLater(29.9)).outcome).toBe('refreshed');
  });

  it('ends with a logout, and a second logout changes nothing', () => {
    const revoked = decideRevoke(session, monday);

    expect(decideRefresh(revoked, 'token-1', 'token-2', monday).outcome).toBe('ended');
    expect(decideRevoke(revoked, daysLater(1))).toBe(revoked);
  });
});
