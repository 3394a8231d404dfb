import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { days, describeWith, idOf, onEveryStore, seconds, TestClock } from '#testing';
import type { EntityManager } from 'typeorm';
import { beginSession, decideRefresh, decideRevoke, type Session } from '../domain/session.js';
import { HASH, openAccount } from '../../test/stored-account.js';
import { openIdentityStore } from './identity-store.js';
import { RefreshTokenRow, SessionRow, TypeormSessions } from './typeorm-sessions.js';

onEveryStore('TypeormSessions', (newStore) => {
  const clock = new TestClock();
  let database: Database;
  let sessions: TypeormSessions;
  let count = 0;

  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    sessions = new TypeormSessions(database, clock);
    await openAccount(database, sessions, idOf(1000));
  });
  afterAll(() => database.close());

  const tokenOf = (name: string) => name.padEnd(64, '0');

  async function loggedIn(): Promise<{ session: Session; token: string }> {
    count += 1;
    const token = tokenOf(`token-${count}-`);
    const session = beginSession({ id: idOf(count), accountId: idOf(1000), token }, clock.now());
    await sessions.begin(HASH, () => session);
    return { session, token };
  }

  const refresh = (token: string, next: string) =>
    sessions.change(token, (session, known, now) =>
      decideRefresh(session, known, { digest: tokenOf(next), salt: next.padEnd(43, '0') }, now),
    );

  it('finds a session by every token it has had', async () => {
    const { session, token } = await loggedIn();
    await refresh(token, 'a-second-');

    const found = await Promise.all(
      [token, tokenOf('a-second-')].map((each) => sessions.change(each, (known) => ({ session: known }))),
    );

    expect(found.map((each) => each?.session.id)).toEqual([session.id, session.id]);
    expect(found[0]?.session).toMatchObject({ currentToken: tokenOf('a-second-'), version: 2, revokedAt: null });
  });

  it('finds no session for an unknown token', async () => {
    await expect(refresh(tokenOf('unknown'), 'x')).resolves.toBeUndefined();
  });

  it('repeats one successor for concurrent refreshes of one token', async () => {
    const { token } = await loggedIn();

    const decisions = await Promise.all(['one-', 'two-', 'three-'].map((next) => refresh(token, next)));

    expect(decisions.map((decision) => decision?.outcome).sort()).toEqual(['refreshed', 'repeated', 'repeated']);
    expect(new Set(decisions.map((decision) => decision?.token.successorSalt)).size).toBe(1);
    expect(new Set(decisions.map((decision) => decision?.session.currentToken)).size).toBe(1);
  });

  it('ends the session when a used token is presented after twenty seconds', async () => {
    const { token } = await loggedIn();
    await refresh(token, 'kept-');
    clock.step(seconds(21));

    expect((await refresh(token, 'again-'))?.outcome).toBe('reused');
    expect((await refresh(tokenOf('kept-'), 'after-'))?.outcome).toBe('ended');
  });

  it('forgets the salts of successors that can no longer be repeated', async () => {
    const { token, session } = await loggedIn();
    await refresh(token, 'salted-1-');
    clock.step(seconds(21));
    await refresh(tokenOf('salted-1-'), 'salted-2-');

    const salts = await database.reader.query(
      `SELECT token, successor_salt AS salt FROM refresh_tokens WHERE session_id = '${session.id}' AND successor_salt IS NOT NULL`,
    );

    expect(salts).toEqual([{ token: tokenOf('salted-1-'), salt: 'salted-2-'.padEnd(43, '0') }]);
  });

  it('deletes ended sessions with all their tokens, and no others', async () => {
    const ended = await loggedIn();
    const live = await loggedIn();
    await sessions.change(ended.token, (session, _token, now) => ({ session: decideRevoke(session, now) }));

    await sessions.deleteEndedBefore(new Date(clock.now().getTime() + 1), 500);

    expect(await database.reader.existsBy(RefreshTokenRow, { sessionId: ended.session.id })).toBe(false);
    await expect(refresh(ended.token, 'gone-')).resolves.toBeUndefined();
    await expect(refresh(live.token, 'stays-')).resolves.toMatchObject({ outcome: 'refreshed' });
  });

  it('deletes only expired tokens of an active session', async () => {
    const { token } = await loggedIn();
    clock.step(days(20));
    await refresh(token, 'day-20-');
    clock.step(days(11));

    await sessions.deleteEndedBefore(clock.now(), 500);

    await expect(refresh(token, 'late-')).resolves.toBeUndefined();
    await expect(refresh(tokenOf('day-20-'), 'day-31-')).resolves.toMatchObject({ outcome: 'refreshed' });
  });

  it('deletes expired sessions, in batches', async () => {
    const { session } = await loggedIn();
    for (let n = 0; n < 2; n++) await loggedIn();
    clock.step(days(31));
    const { session: live } = await loggedIn();

    expect(await sessions.deleteEndedBefore(clock.now(), 2)).toBe(2);
    while ((await sessions.deleteEndedBefore(clock.now(), 2)) > 0);

    const left = async ({ id }: Session) => database.reader.existsBy(SessionRow, { id });
    expect([await left(session), await left(live)]).toEqual([false, true]);
  });
});

describeWith('mysql', 'a refresh that commits between the reads of another one', (server) => {
  const url = new URL(`sugang_sessions_${process.pid}_${Date.now()}`, `${server}/`);
  let database: Database;
  beforeAll(async () => {
    database = await openIdentityStore({ url: url.href, dataDir: '' });
  });
  afterAll(async () => {
    await database.reader.query(`DROP DATABASE ${url.pathname.slice(1)}`);
    await database.close();
  });

  it('makes the other one return the same successor', async () => {
    const clock = new TestClock();
    const sessions = new TypeormSessions(database, clock);
    const token = 'token'.padEnd(64, '0');
    await openAccount(database, sessions, idOf(1000));
    await sessions.begin(HASH, (now) => beginSession({ id: idOf(1), accountId: idOf(1000), token }, now));
    const refresh = (store: TypeormSessions, next: string) =>
      store.change(token, (session, known, now) =>
        decideRefresh(session, known, { digest: next.padEnd(64, '0'), salt: next.padEnd(43, '0') }, now),
      );
    let other: ReturnType<typeof refresh> | undefined;
    const interrupted = interruptedAfterFirstRead(database, () => (other ??= refresh(sessions, 'first')));

    const late = await refresh(new TypeormSessions(interrupted, clock), 'late');

    expect([(await other)?.outcome, late?.outcome]).toEqual(['refreshed', 'repeated']);
    expect(late?.session.revokedAt).toBeNull();
  });
});

/** A database whose transactions wait for `meanwhile` after they have read the first row. */
function interruptedAfterFirstRead(database: Database, meanwhile: () => Promise<unknown> | undefined): Database {
  const reading = (manager: EntityManager): EntityManager =>
    new Proxy(manager, {
      get(target, name: keyof EntityManager) {
        if (name !== 'findOneBy') return target[name];
        return async (...args: Parameters<EntityManager['findOneBy']>) => {
          const row = await target.findOneBy(...args);
          await meanwhile();
          return row;
        };
      },
    });
  return new Proxy(database, {
    get(target, name: keyof Database) {
      if (name !== 'transaction') return target[name];
      return (work: Parameters<Database['transaction']>[0]) =>
        target.transaction((tx) => work({ ...tx, manager: reading(tx.manager) }));
    },
  });
}
