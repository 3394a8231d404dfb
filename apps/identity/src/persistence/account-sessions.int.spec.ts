import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { days, idOf, onEveryStore, TestClock } from '#testing';
import { HASH, openAccount } from '../../test/stored-account.js';
import { decideChange } from '../domain/account.js';
import { beginSession, decideRefresh } from '../domain/session.js';
import { openIdentityStore } from './identity-store.js';
import { TypeormSessions } from './typeorm-sessions.js';

onEveryStore('the sessions of an account', (newStore) => {
  const clock = new TestClock();
  let database: Database;
  let sessions: TypeormSessions;
  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    sessions = new TypeormSessions(database, clock);
    await openAccount(database, sessions, idOf(1000));
  });
  afterAll(() => database.close());

  const tokenOf = (name: string) => name.padEnd(64, '0');
  const refresh = (token: string, next: string) =>
    sessions.change(token, (session, known, now) =>
      decideRefresh(session, known, { digest: tokenOf(next), salt: next.padEnd(43, '0') }, now),
    );

  async function account(n: number) {
    const id = idOf(n);
    const accounts = await openAccount(database, sessions, id);
    const begin = (session: number, hash = HASH) =>
      sessions.begin(hash, (now) =>
        beginSession({ id: idOf(session), accountId: id, token: tokenOf(`of-${session}-`), userAgent: 'Firefox' }, now),
      );
    const ids = async () => (await sessions.list(id, 10)).map((session) => session.id);
    return { id, accounts, begin, ids };
  }

  it('lists the sessions of an account that have not ended, newest first', async () => {
    const mina = await account(2000);
    for (const n of [2001, 2002, 2003, 2004]) await mina.begin(n);
    await sessions.end(mina.id, idOf(2002));

    expect(await mina.ids()).toEqual([2004, 2003, 2001].map(idOf));
    expect((await sessions.list(mina.id, 1, idOf(2003))).map(({ id }) => id)).toEqual([idOf(2001)]);
    expect((await sessions.list(mina.id, 1))[0]).toMatchObject({ userAgent: 'Firefox', lastUsedAt: clock.now() });
    clock.step(days(30));
    expect(await mina.ids()).toEqual([]);
  });

  it('ends a session only for its own account, even when repeated', async () => {
    const mina = await account(2100);
    await mina.begin(2101);

    expect(await sessions.end(idOf(1000), idOf(2101))).toBe(false);
    expect(await mina.ids()).toEqual([idOf(2101)]);
    expect([await sessions.end(mina.id, idOf(2101)), await sessions.end(mina.id, idOf(2101))]).toEqual([true, true]);
    expect((await refresh(tokenOf('of-2101-'), 'ended-'))?.outcome).toBe('ended');
  });

  it('ends all sessions of an account but one, and none of another account', async () => {
    const [mina, joon] = [await account(2200), await account(2300)];
    for (const n of [2201, 2202, 2203]) await mina.begin(n);
    await joon.begin(2301);

    await sessions.endAll(mina.id, idOf(2202));

    expect([await mina.ids(), await joon.ids()]).toEqual([[idOf(2202)], [idOf(2301)]]);
  });

  it('leaves no session that began with the old password while it was being replaced', async () => {
    const mina = await account(2400);
    await mina.begin(2401);

    const [, replaced] = await Promise.all([
      mina.begin(2402),
      mina.accounts.replacePassword({
        accountId: mina.id,
        from: HASH,
        to: 'another hash',
        keptSession: idOf(2401),
        notify: true,
      }),
      mina.begin(2403),
    ]);

    expect(replaced).toBe(true);
    expect(await mina.ids()).toEqual([idOf(2401)]);
    expect(await mina.begin(2404)).toBeUndefined();
    expect(await mina.begin(2405, 'another hash')).toBeDefined();
  });

  it('leaves no session for an account that is disabled during its login', async () => {
    const mina = await account(2500);
    await mina.begin(2501);

    await Promise.all([
      mina.begin(2502),
      mina.accounts.change(mina.id, (state) => decideChange(state, { disabled: true })),
      mina.begin(2503),
    ]);

    expect(await mina.ids()).toEqual([]);
    expect(await mina.begin(2504)).toBeUndefined();
  });
});
