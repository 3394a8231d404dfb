import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { days, seconds, tempDir } from '#testing';
import { Passwords } from '../src/ports/passwords.js';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

const invalid = { status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } };

describe('sessions over HTTP', () => {
  const dataDir = tempDir('identity-sessions');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
    await identity.signUp('mina', { name: 'Mina' });
  });
  afterAll(() => identity.close());

  const refresh = (refreshToken: string) => identity.call('POST', '/auth/refresh', { body: { refreshToken } });
  const logOut = (refreshToken: string) => identity.call('POST', '/auth/logout', { body: { refreshToken } });
  const loggedIn = async () => (await identity.logIn('mina@sugang.dev')).body;

  it('issues an access token for fifteen minutes on login, with caching disabled', async () => {
    const { status, body, headers } = await identity.logIn('MINA@sugang.dev');

    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 900,
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      account: expect.objectContaining({ email: 'mina@sugang.dev', name: 'Mina', role: 'student' }),
    });
    expect(await identity.call('GET', '/auth/me', { token: body.accessToken })).toMatchObject({
      status: 200,
      body: body.account,
    });
  });

  it('answers an unknown e-mail address like a wrong password, after the same work', async () => {
    const passwords = identity.service.app.get(Passwords, { strict: false });
    const matches = jest.spyOn(passwords, 'matches');

    const wrong = await identity.logIn('mina@sugang.dev', 'wrong password');
    const unknown = await identity.logIn('unknown@sugang.dev', 'wrong password');

    const { traceId: _one, ...said } = wrong.body;
    const { traceId: _other, ...alsoSaid } = unknown.body;
    expect(said).toMatchObject({ status: 401, code: 'BAD_CREDENTIALS' });
    expect(alsoSaid).toEqual(said);
    expect(unknown.status).toBe(401);
    expect(unknown.headers['www-authenticate']).toBe('Bearer realm="sugang"');
    expect(matches.mock.calls).toEqual([
      ['wrong password', expect.stringMatching(/^\$argon2id\$/)],
      ['wrong password', undefined],
    ]);
    matches.mockRestore();
  });

  it('issues new tokens on every refresh', async () => {
    const first = await loggedIn();

    const second = await refresh(first.refreshToken);
    const third = await refresh(second.body.refreshToken);

    expect([second.status, third.status]).toEqual([200, 200]);
    expect(new Set([first, second.body, third.body].map((each) => each.refreshToken)).size).toBe(3);
    expect(new Set([first, second.body, third.body].map((each) => each.accessToken)).size).toBe(3);
    expect(third.body.account).toEqual(first.account);
  });

  it('ends the whole session, and no other, when a refresh token is reused', async () => {
    const stolen = await loggedIn();
    const elsewhere = await loggedIn();
    const { body: renewed } = await refresh(stolen.refreshToken);
    identity.clock.step(seconds(21));

    expect(await refresh(stolen.refreshToken)).toMatchObject(invalid);

    expect(await refresh(renewed.refreshToken)).toMatchObject(invalid);
    expect(await refresh(elsewhere.refreshToken)).toMatchObject({ status: 200 });
  });

  it('gives twenty concurrent refreshes of one token the same successor', async () => {
    const { refreshToken } = await loggedIn();

    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.accessToken)).size).toBe(20);
    expect(await refresh(answers[0]!.body.refreshToken)).toMatchObject({ status: 200 });
  });

  it('gives a client that lost the response the same refresh token on a retry within twenty seconds', async () => {
    const { refreshToken } = await loggedIn();
    const { body: lost } = await refresh(refreshToken);
    identity.clock.step(seconds(19));

    const retried = await refresh(refreshToken);

    expect(retried).toMatchObject({ status: 200, body: { refreshToken: lost.refreshToken } });
    expect(await refresh(retried.body.refreshToken)).toMatchObject({ status: 200 });
  });

  it('gives no successor after a logout, also within twenty seconds', async () => {
    const { refreshToken } = await loggedIn();
    const { body: renewed } = await refresh(refreshToken);
    await logOut(renewed.refreshToken);

    expect(await refresh(refreshToken)).toMatchObject(invalid);
  });

  it('rejects an unknown refresh token and ignores it on logout', async () => {
    expect(await refresh('made-up')).toMatchObject(invalid);
    expect(await logOut('made-up')).toMatchObject({ status: 204, body: undefined });
  });

  it('ends a session on logout and ignores a second logout', async () => {
    const { refreshToken } = await loggedIn();

    expect((await logOut(refreshToken)).status).toBe(204);
    expect((await logOut(refreshToken)).status).toBe(204);

    expect(await refresh(refreshToken)).toMatchObject(invalid);
  });

  it('ends a session on logout with a previous refresh token', async () => {
    const first = await loggedIn();
    const { body: second } = await refresh(first.refreshToken);

    await logOut(first.refreshToken);

    expect(await refresh(second.refreshToken)).toMatchObject(invalid);
  });

  it('expires a session after thirty days without a refresh and deletes it', async () => {
    const { refreshToken } = await loggedIn();
    const { refreshToken: kept } = await loggedIn();
    identity.clock.step(days(29));
    const { body: renewed } = await refresh(kept);
    identity.clock.step(days(1) + seconds(1));

    expect(await refresh(refreshToken)).toMatchObject(invalid);
    expect(await refresh(renewed.refreshToken)).toMatchObject({ status: 200 });
  });

  it('ends a session after its longest lifetime even if it is refreshed', async () => {
    let { refreshToken } = await loggedIn();
    for (let n = 0; n < 4; n++) {
      identity.clock.step(days(22));
      ({ refreshToken } = (await refresh(refreshToken)).body);
    }
    identity.clock.step(days(2) + seconds(1));

    expect(await refresh(refreshToken)).toMatchObject(invalid);
  });

  it('answers a burst of a hundred logins while serving other requests', async () => {
    const story: string[] = [];
    const storm = Promise.all(Array.from({ length: 100 }, () => identity.logIn('mina@sugang.dev'))).then((answers) => {
      story.push('the storm is over');
      return answers;
    });
    const bystander = await identity.call('GET', '/.well-known/jwks.json');
    story.push('a bystander was served');

    expect(bystander.status).toBe(200);
    expect(new Set((await storm).map(({ status }) => status))).toEqual(new Set([200]));
    expect(story).toEqual(['a bystander was served', 'the storm is over']);
  });
});
