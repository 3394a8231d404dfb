import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEvent, resyncFinishedKeyOf, RESYNC_REQUESTED, type EventEnvelope } from '#contracts';
import { eventually, idOf, tempDir, TestIssuer } from '#testing';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

const now = Math.floor(Date.now() / 1000);

describe('identity with an external identity provider', () => {
  const dataDir = tempDir('identity-directory');
  let issuer: TestIssuer;
  let identity: RunningIdentity;
  beforeAll(async () => {
    issuer = await TestIssuer.start('ES256');
    const env = { OIDC_ISSUER: issuer.url, OIDC_ROLE_CLAIM: 'realm_access.roles' };
    identity = await runningIdentity({ dataDir, env });
  });
  afterAll(async () => {
    await identity.close();
    await issuer.stop();
  });

  const as = (sub: string, claims: object = {}) =>
    issuer.tokenFor({ sub, name: sub, realm_access: { roles: ['student'] }, email: `${sub}@example.org`, ...claims });
  const me = async (sub: string, claims?: object) => identity.call('GET', '/auth/me', { token: await as(sub, claims) });
  const eventsOf = (sub: string) => identity.events.all().filter((event) => event.subject === sub);

  it('provisions an account with the first request and publishes it once', async () => {
    const account = { id: 'mina', email: 'mina@example.org', name: 'mina', role: 'student', locale: 'ko' };
    expect(await me('mina')).toMatchObject({ status: 200, body: account });
    expect(await me('mina')).toMatchObject({ status: 200, body: account });
    await eventually(() =>
      expect(eventsOf('mina')).toMatchObject([{ name: 'account.signed-up', sequence: 1, data: account }]),
    );
  });

  it('provisions an account once for twenty concurrent requests', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => as('joon')));
    const answers = await Promise.all(tokens.map((token) => identity.call('GET', '/auth/me', { token })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.createdAt}`)).size).toBe(1);
    await me('sora');
    await eventually(() => expect(eventsOf('sora')).toHaveLength(1));
    expect(eventsOf('joon')).toMatchObject([{ name: 'account.signed-up' }]);
  });

  it('publishes changed claims and ignores an older token', async () => {
    await me('hana', { iat: now - 60 });
    expect(await me('hana', { name: 'Hana Lee', iat: now - 30 })).toMatchObject({ body: { name: 'Hana Lee' } });
    expect(await me('hana', { iat: now - 60 })).toMatchObject({ body: { name: 'Hana Lee' } });
    await eventually(() =>
      expect(eventsOf('hana')).toMatchObject([
        { sequence: 1 },
        { name: 'account.changed', sequence: 2, data: { name: 'Hana Lee' } },
      ]),
    );
  });

  it('provisions an account without an e-mail address', async () => {
    expect(await me('duri', { email: undefined })).toMatchObject({ status: 200, body: { email: null } });
  });

  it('has no account for a service', async () => {
    expect(await me('robot', { realm_access: { roles: ['service'] } })).toMatchObject({ status: 404 });
    expect(
      await identity.call('PATCH', '/auth/me', {
        token: await as('robot', { realm_access: { roles: ['service'] } }),
        body: {},
      }),
    ).toMatchObject({ status: 404 });
  });

  it('names the checked claim for a token without a role', async () => {
    const answer = await me('stranger', { realm_access: { roles: ['offline_access'] } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(answer.body.detail).toContain('realm_access.roles');
  });

  it('stores the chosen language and leaves the name to the provider', async () => {
    const token = await as('yuna', { locale: 'ko' });
    const chosen = await identity.call('PATCH', '/auth/me', { token, body: { locale: 'en' } });
    expect(chosen).toMatchObject({ status: 200, body: { id: 'yuna', locale: 'en' } });
    const tagged = await identity.call('PATCH', '/auth/me', { token, body: { locale: 'en-gb' } });
    expect(tagged.body.locale).toBe('en-GB');
    expect(await me('yuna', { locale: 'ko' })).toMatchObject({ body: { locale: 'en-GB' } });
    await identity.call('PATCH', '/auth/me', { token, body: { locale: 'en' } });
    expect(await me('yuna', { locale: 'ko' })).toMatchObject({ body: { locale: 'en' } });
    const named = await identity.call('PATCH', '/auth/me', { token, body: { name: 'Yuna', locale: 'ko' } });
    expect(named).toMatchObject({ status: 400, body: { errors: [{ pointer: '/name' }] } });
    expect(named.body.errors[0].detail).toContain(issuer.url);
    expect(await me('yuna')).toMatchObject({ body: { name: 'yuna', locale: 'en' } });
  });

  it.each([
    ['POST', '/api/v1/auth/sign-up'],
    ['POST', '/api/v1/auth/login'],
    ['POST', '/api/v1/auth/refresh'],
    ['POST', '/api/v1/auth/logout'],
    ['POST', '/api/v1/auth/password'],
    ['DELETE', '/api/v1/auth/sessions/x'],
    ['POST', '/api/v1/auth/sessions/end-all'],
    ['POST', '/api/v1/admin/accounts'],
    ['PATCH', '/api/v1/admin/accounts/x'],
    ['POST', '/oauth/token'],
    ['GET', '/.well-known/jwks.json'],
    ['GET', '/.well-known/openid-configuration'],
  ] as const)('answers %s %s with where accounts are kept, whatever is sent', async (method, url) => {
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const headers = { 'content-type': type };
      const answer = await identity.service.fastify.inject({ method, url, headers, payload: 'a=b' });
      expect(answer.statusCode).toBe(404);
      expect(answer.json().detail).toBe(`Accounts are managed by ${issuer.url}. Sign in there.`);
    }
  });

  it('answers an unknown address with 404', async () => {
    expect((await identity.call('POST', '/auth/logn', { body: {} })).body.detail).not.toContain(issuer.url);
  });

  it('re-publishes every account on a resync', async () => {
    const again: EventEnvelope[] = [];
    let finished = 0;
    await identity.broker.subscribe({
      consumer: 'roster',
      bindings: ['resync.roster.#', resyncFinishedKeyOf('roster')],
      concurrency: 1,
      handle: async ({ routingKey, body }) => {
        if (routingKey === resyncFinishedKeyOf('roster')) finished += 1;
        else again.push(readEvent(body));
        return { kind: 'done' };
      },
    });
    const request = { requestId: idOf(1), consumer: 'roster', requestedAt: new Date().toISOString() };
    await identity.broker.publish({ id: idOf(1), routingKey: RESYNC_REQUESTED, body: JSON.stringify(request) });
    await eventually(() => expect(finished).toBe(1));
    await eventually(() =>
      expect(again.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['mina', 'joon', 'hana'])),
    );
    expect(again.find(({ subject }) => subject === 'hana')).toMatchObject({ name: 'account.changed', sequence: 2 });
  });
});
