import { describe, expect, it } from '@jest/globals';
import { beginSession, decideRefresh, decideRevoke, type RefreshToken, type Session } from './session.js';

const monday = new Date('2027-02-01T09:00:00.000Z');
const later = (seconds: number) => new Date(monday.getTime() + seconds * 1000);
const daysLater = (days: number) => later(days * 86_400);
const opened = { id: 'session-1', accountId: 'mina', token: 'token-1' };
const session = beginSession(opened, monday);
const unused = (digest: string): RefreshToken => ({ digest, usedAt: null, successorSalt: null });
const successor = (n: number) => ({ digest: `token-${n}`, salt: `salt-${n}` });

const refreshed = (now = monday, from: Session = session) =>
  decideRefresh(from, unused(from.currentToken), successor(from.version + 1), now);

describe('a session', () => {
  it('expires thirty days after its last refresh', () => {
    expect(session.expiresAt).toEqual(daysLater(30));
    expect(refreshed(daysLater(20)).session.expiresAt).toEqual(daysLater(50));
  });

  it('replaces the current token and stores the salt of its successor', () => {
    expect(refreshed()).toMatchObject({
      outcome: 'refreshed',
      session: { currentToken: 'token-2', revokedAt: null, version: 2 },
      token: { digest: 'token-1', usedAt: monday, successorSalt: 'salt-2' },
    });
  });

  it('repeats the same successor for a token that was used within the last twenty seconds', () => {
    const { session: after, token } = refreshed();

    const again = decideRefresh(after, token, successor(3), later(20));

    expect(again).toEqual({ outcome: 'repeated', session: after, token });
  });

  it('repeats the same successor even if that one has been used', () => {
    const first = refreshed();
    const second = refreshed(later(5), first.session);

    expect(decideRefresh(second.session, first.token, successor(9), later(10))).toMatchObject({
      outcome: 'repeated',
      session: { currentToken: 'token-3' },
      token: { successorSalt: 'salt-2' },
    });
  });

  it('ends for all holders when a token is used again after twenty seconds', () => {
    const { session: after, token } = refreshed();

    const again = decideRefresh(after, token, successor(3), later(20.001));

    expect(again).toMatchObject({ outcome: 'reused', session: { revokedAt: later(20.001) } });
    expect(decideRefresh(again.session, unused('token-2'), successor(4), later(21)).outcome).toBe('ended');
  });

  it('does not repeat a successor after a logout', () => {
    const { session: after, token } = refreshed();

    expect(decideRefresh(decideRevoke(after, later(1)), token, successor(3), later(2)).outcome).toBe('ended');
  });

  it('ends when a token is used twice whose use an earlier release has not recorded', () => {
    const { session: after } = refreshed();

    expect(decideRefresh(after, unused('token-1'), successor(3), monday).outcome).toBe('reused');
  });

  it('records its last use and the beginning of a long user agent', () => {
    expect(refreshed(daysLater(1)).session.lastUsedAt).toEqual(daysLater(1));
    expect(beginSession({ ...opened, userAgent: 'x'.repeat(300) }, monday).userAgent).toHaveLength(255);
  });

  it('ends after thirty days without a refresh', () => {
    expect(refreshed(daysLater(30)).outcome).toBe('ended');
    expect(refreshed(daysLater(29.9)).outcome).toBe('refreshed');
  });

  it('ends after its longest lifetime even if it is refreshed', () => {
    let kept = beginSession(opened, monday, 90);
    for (const day of [29, 58, 87]) {
      kept = decideRefresh(kept, unused(kept.currentToken), successor(day), daysLater(day), 90).session;
    }

    expect(kept.expiresAt).toEqual(daysLater(90));
    expect(decideRefresh(kept, unused(kept.currentToken), successor(90), daysLater(90), 90).outcome).toBe('ended');
  });

  it('counts the lifetime of a session of an earlier release from its next refresh', () => {
    const old = { ...session, begunAt: null };

    expect(decideRefresh(old, unused('token-1'), successor(2), daysLater(1), 20).session).toMatchObject({
      begunAt: daysLater(1),
      expiresAt: daysLater(21),
    });
  });

  it('ends with a logout, and a second logout changes nothing', () => {
    const revoked = decideRevoke(session, monday);

    expect(refreshed(monday, revoked).outcome).toBe('ended');
    expect(decideRevoke(revoked, daysLater(1))).toBe(revoked);
  });
});
