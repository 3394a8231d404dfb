import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { tempDir } from '#testing';
import { PASSWORD, runningIdentity, type RunningIdentity } from './running-identity.js';

const NEXT = 'staple battery horse';

describe('your sessions and password over HTTP', () => {
  const dataDir = tempDir('identity-own-sessions');
  let identity: RunningIdentity;
  let count = 0;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
  });
  afterAll(() => identity.close());

  async function someone() {
    const email = `someone-${(count += 1)}@sugang.dev`;
    await identity.signUp(`someone-${count}`);
    const login = async (password = PASSWORD) => {
      const headers = { 'user-agent': 'Sugang for phones' };
      const { body } = await identity.call('POST', '/auth/login', { body: { email, password }, headers });
      return { token: body.accessToken as string, refreshToken: body.refreshToken as string };
    };
    return { email, login };
  }
  const sessionsOf = (token: string, query = '') => identity.call('GET', `/auth/sessions${query}`, { token });
  const refresh = async ({ refreshToken }: { refreshToken: string }) =>
    (await identity.call('POST', '/auth/refresh', { body: { refreshToken } })).status;
  const change = (token: string, currentPassword: string, password: string) =>
    identity.call('POST', '/auth/password', { token, body: { currentPassword, password } });

  it('are listed newest first, with the current session marked', async () => {
    const mina = await someone();
    const first = await mina.login();
    const second = await mina.login();

    const { status, body } = await sessionsOf(first.token);

    expect(status).toBe(200);
    expect(body).toMatchObject({ items: [{ current: false }, { current: true }], next: null });
    expect(body.items[0]).toEqual({
      id: decodeJwt(second.token)['sid'],
      startedAt: identity.clock.now().toISOString(),
      lastUsedAt: identity.clock.now().toISOString(),
      expiresAt: expect.any(String),
      userAgent: 'Sugang for phones',
      current: false,
    });
  });

  it('are listed in pages', async () => {
    const mina = await someone();
    const { token } = await mina.login();
    await mina.login();
    const whole = (await sessionsOf(token)).body.items;

    const { body: page } = await sessionsOf(token, '?limit=1');
    const { body: rest } = await sessionsOf(token, `?limit=1&cursor=${page.next}`);

    expect([...page.items, ...rest.items]).toEqual(whole);
    expect(rest.next).toBeNull();
    expect(await sessionsOf(token, '?cursor=nonsense')).toMatchObject({ status: 400 });
  });

  it('can be ended one by one, and only by their owner', async () => {
    const mina = await someone();
    const [here, lost] = [await mina.login(), await mina.login()];
    const stranger = await (await someone()).login();
    const end = (token: string) =>
      identity.call('DELETE', `/auth/sessions/${decodeJwt<{ sid: string }>(lost.token).sid}`, { token });

    expect(await end(stranger.token)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect((await sessionsOf(here.token)).body.items).toHaveLength(2);
    expect([(await end(here.token)).status, (await end(here.token)).status]).toEqual([204, 204]);

    expect([await refresh(lost), await refresh(here)]).toEqual([401, 200]);
  });

  it('can be ended all at once, the current one included', async () => {
    const mina = await someone();
    const sessions = [await mina.login(), await mina.login()];

    expect((await identity.call('POST', '/auth/sessions/end-all', { token: sessions[0]!.token })).status).toBe(204);

    expect(await Promise.all(sessions.map(refresh))).toEqual([401, 401]);
    expect((await sessionsOf(sessions[0]!.token)).body.items).toEqual([]);
  });

  it('end when the password changes, except the session that changed it', async () => {
    const mina = await someone();
    const [here, elsewhere] = [await mina.login(), await mina.login()];

    expect((await change(here.token, PASSWORD, NEXT)).status).toBe(204);

    expect([await refresh(here), await refresh(elsewhere)]).toEqual([200, 401]);
    expect((await identity.logIn(mina.email)).status).toBe(401);
    expect((await identity.logIn(mina.email, NEXT)).status).toBe(200);
  });

  it('reject a password change with a wrong current password or a weak or unchanged new one', async () => {
    const mina = await someone();
    const { token } = await mina.login();

    expect(await change(token, 'a wrong password', NEXT)).toMatchObject({
      status: 401,
      body: { code: 'BAD_CREDENTIALS', detail: 'The current password is incorrect. Check it and try again.' },
    });
    for (const weak of ['short', 'qwertyuiop', mina.email, PASSWORD])
      expect(await change(token, PASSWORD, weak)).toMatchObject({ status: 422, body: { code: 'WEAK_PASSWORD' } });

    expect((await identity.logIn(mina.email)).status).toBe(200);
  });

  it('limit wrong current passwords like failed logins', async () => {
    const mina = await someone();
    const { token } = await mina.login();
    for (let n = 0; n < 5; n++) expect((await change(token, `wrong guess ${n}`, NEXT)).status).toBe(401);

    expect(await change(token, PASSWORD, NEXT)).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect((await identity.logIn(mina.email)).status).toBe(429);
  });
});
