import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seconds, tempDir } from '#testing';
import { PASSWORD, runningIdentity, type Answer, type RunningIdentity } from './running-identity.js';

const PAGE = 'https://app.sugang.example.org';
const fromPage = { origin: PAGE, 'sec-fetch-site': 'same-site', 'x-csrf': '1' };
const invalid = { status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } };

describe('browser sessions over HTTP', () => {
  const dataDir = tempDir('identity-browser-sessions');
  let identity: RunningIdentity;
  beforeAll(async () => {
    const env = { SUGANG_ISSUER: 'https://api.sugang.example.org', SUGANG_CORS_ORIGINS: PAGE };
    identity = await runningIdentity({ dataDir, env });
    await identity.signUp('mina', { name: 'Mina' });
  });
  afterAll(() => identity.close());

  const credentials = { email: 'mina@sugang.dev', password: PASSWORD };
  const logIn = (headers: Record<string, string> = fromPage) =>
    identity.call('POST', '/auth/login', { body: { ...credentials, session: 'cookie' }, headers });
  const send = (path: string, cookie: string, headers: Record<string, string> = fromPage) =>
    identity.call('POST', path, { headers: { ...headers, cookie } });
  const refresh = (cookie: string, headers?: Record<string, string>) => send('/auth/refresh', cookie, headers);
  const cookieOf = ({ headers }: Answer): string => headers['set-cookie']!.split(';')[0]!;
  const loggedIn = async () => cookieOf(await logIn());

  it('puts the refresh token into a cookie that no script can read, and not into the body', async () => {
    const { status, body, headers } = await logIn();

    expect(status).toBe(200);
    expect(body).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 900,
      account: expect.objectContaining({ email: 'mina@sugang.dev' }),
    });
    expect(headers['set-cookie']).toMatch(
      /^__Host-sugang-session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  it('replaces the cookie on every refresh', async () => {
    const cookie = await loggedIn();

    const refreshed = await refresh(cookie);

    expect(refreshed).toMatchObject({ status: 200, body: { tokenType: 'Bearer' } });
    expect(refreshed.body).not.toHaveProperty('refreshToken');
    expect(cookieOf(refreshed)).not.toBe(cookie);
    expect(await identity.call('GET', '/auth/me', { token: refreshed.body.accessToken })).toMatchObject({
      status: 200,
    });
  });

  it('returns the same successor to several tabs and to a retry after a lost response', async () => {
    const cookie = await loggedIn();

    const tabs = await Promise.all(Array.from({ length: 5 }, () => refresh(cookie)));
    identity.clock.step(seconds(19));
    const retried = await refresh(cookie);

    expect(new Set([...tabs, retried].map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set([...tabs, retried].map(cookieOf)).size).toBe(1);
  });

  it('ends the session when a cookie is used again after twenty seconds', async () => {
    const stolen = await loggedIn();
    const current = cookieOf(await refresh(stolen));
    identity.clock.step(seconds(21));

    expect(await refresh(stolen)).toMatchObject(invalid);

    expect(await refresh(current)).toMatchObject(invalid);
  });

  it('ends the session and deletes the cookie on logout', async () => {
    const cookie = await loggedIn();

    const answer = await send('/auth/logout', cookie);

    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(/^__Host-sugang-session=; Max-Age=0; Path=\/; HttpOnly; Secure/);
    expect(await refresh(cookie)).toMatchObject(invalid);
  });

  it('ends the previous session of the browser on a new login', async () => {
    const cookie = await loggedIn();

    await logIn({ ...fromPage, cookie });

    expect(await refresh(cookie)).toMatchObject(invalid);
  });

  const { 'x-csrf': _, ...withoutHeader } = fromPage;
  const foreign: [string, Record<string, string>][] = [
    ['without the header X-CSRF', withoutHeader],
    ['of another origin', { ...fromPage, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['of another subdomain of the site', { ...fromPage, origin: 'https://blog.sugang.example.org' }],
    ['of an opaque origin', { ...fromPage, origin: 'null' }],
    ['of a browser that hides its origin', { 'x-csrf': '1', 'sec-fetch-site': 'cross-site' }],
  ];

  it.each(foreign)('rejects a login, a refresh and a logout %s', async (_which, headers) => {
    const cookie = await loggedIn();
    const refused = { status: 403, body: { code: 'CSRF_CHECK_FAILED' } };

    expect(await logIn(headers)).toMatchObject(refused);
    expect(await refresh(cookie, headers)).toMatchObject(refused);
    expect(await send('/auth/logout', cookie, headers)).toMatchObject(refused);

    expect(await refresh(cookie)).toMatchObject({ status: 200 });
  });

  it.each([
    ['its own origin', { 'x-csrf': '1', origin: 'https://api.sugang.example.org' }],
    ['the same origin according to Sec-Fetch-Site', { 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }],
    ['a client that is not a browser', { 'x-csrf': '1' }],
  ])('accepts a refresh from %s', async (_which, headers) => {
    expect(await refresh(await loggedIn(), headers)).toMatchObject({ status: 200 });
  });

  it('answers a browser without a session with 401, and a client without a token with 400', async () => {
    expect(await identity.call('POST', '/auth/refresh', { headers: fromPage })).toMatchObject(invalid);
    expect(
      await identity.call('POST', '/auth/refresh', { headers: { ...fromPage, cookie: 'theme=dark' } }),
    ).toMatchObject(invalid);
    expect(await identity.call('POST', '/auth/refresh')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/refreshToken' }] },
    });
    expect(await identity.call('POST', '/auth/logout', { headers: fromPage })).toMatchObject({ status: 204 });
  });

  it('ignores the cookie if the body contains a refresh token', async () => {
    const cookie = await loggedIn();
    const { refreshToken } = (await identity.logIn('mina@sugang.dev')).body;

    const answer = await identity.call('POST', '/auth/refresh', { body: { refreshToken }, headers: { cookie } });

    expect(answer).toMatchObject({ status: 200, body: { refreshToken: expect.any(String) } });
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });
});

describe.each([
  ['http://localhost:8080', /^sugang-session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/],
  ['http://sugang.example.org', /^__Host-sugang-session=[\w-]{43}; .*Secure; SameSite=Strict$/],
])('the session cookie of %s', (issuer, cookie) => {
  const dataDir = tempDir('identity-cookie');

  it('has Secure and the prefix __Host- except over http on localhost', async () => {
    const identity = await runningIdentity({ dataDir, env: { SUGANG_ISSUER: issuer } });
    await identity.signUp('mina');
    const body = { email: 'mina@sugang.dev', password: PASSWORD, session: 'cookie' };

    const answer = await identity.call('POST', '/auth/login', { body, headers: { 'x-csrf': '1', origin: issuer } });

    expect(answer.headers['set-cookie']).toMatch(cookie);
    await identity.close();
  });
});
