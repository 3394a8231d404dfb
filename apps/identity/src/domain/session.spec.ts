import { describe, expect, it } from '@jest/globals';
import { beginSession, decideRefresh, decideRevoke } from './session.js';

const monday = new Date('2027-02-01T09:00:00.000Z');
const daysLater = (days: number) => new Date(monday.getTime() + days * 86_400_000);
const session = beginSession('session-1', 'mina', 'token-1', monday);

describe('a session', () => {
  it('lasts thirty days from its last refresh', () => {
    expect(session.expiresAt).toEqual(daysLater(30));

    const { session: refreshed } = decideRefresh(session, 'token-1', 'token-2', daysLater(20));

    expect(refreshed.expiresAt).toEqual(daysLater(50));
  });

  it('gives a new token for the current one', () => {
    expect(decideRefresh(session, 'token-1', 'token-2', monday)).toMatchObject({
      outcome: 'refreshed',
      session: { currentToken: 'token-2', revokedAt: null, version: 2 },
    });
  });

  it('ends for everybody when a used token comes back', () => {
    const { session: refreshed } = decideRefresh(session, 'token-1', 'token-2', monday);

    const again = decideRefresh(refreshed, 'token-1', 'token-3', monday);

    expect(again).toMatchObject({ outcome: 'reused', session: { revokedAt: monday } });
    expect(decideRefresh(again.session, 'token-2', 'token-4', monday).outcome).toBe('over');
  });

  it('is over after thirty days without a refresh', () => {
    expect(decideRefresh(session, 'token-1', 'token-2', daysLater(30)).outcome).toBe('over');
    expect(decideRefresh(session, 'token-1', 'token-2', daysLater(29.9)).outcome).toBe('refreshed');
  });

  it('is over after a logout, and a second logout changes nothing', () => {
    const revoked = decideRevoke(session, monday);

    expect(decideRefresh(revoked, 'token-1', 'token-2', monday).outcome).toBe('over');
    expect(decideRevoke(revoked, daysLater(1))).toBe(revoked);
  });
});
