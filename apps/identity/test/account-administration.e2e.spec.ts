import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, tempDir } from '#testing';
import { PASSWORD, runningIdentity, type RunningIdentity } from './running-identity.js';

const FIRST = 'a first password';

describe('account administration over HTTP', () => {
  const dataDir = tempDir('identity-administration');
  let identity: RunningIdentity;
  let admin: string;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir, env: { SUGANG_DEMO: 'true' } });
    admin = (await identity.logIn('admin@sugang.dev', 'sugang-demo')).body.accessToken;
  });
  afterAll(() => identity.close());

  const create = (name: string, more: object = {}) =>
    identity.call('POST', '/admin/accounts', {
      token: admin,
      body: { email: `${name}@sugang.dev`, password: FIRST, name, role: 'instructor', ...more },
    });
  const read = (id: string) => identity.call('GET', `/admin/accounts/${id}`, { token: admin });
  const change = (id: string, etag: string | undefined, body: object) =>
    identity.call('PATCH', `/admin/accounts/${id}`, {
      token: admin,
      body,
      headers: etag === undefined ? {} : { 'if-match': etag },
    });
  const list = (query: string) => identity.call('GET', `/admin/accounts?${query}`, { token: admin });
  const logIn = (name: string, password: string, newPassword?: string) =>
    identity.call('POST', '/auth/login', { body: { email: `${name}@sugang.dev`, password, newPassword } });

  it('requires the owner of a created account to replace the first password at login', async () => {
    expect((await create('lee')).body).toMatchObject({ passwordChangeRequired: true, disabled: false, version: 1 });

    expect(await logIn('lee', FIRST)).toMatchObject({ status: 403, body: { code: 'PASSWORD_CHANGE_REQUIRED' } });
    expect(await logIn('lee', 'a wrong password', PASSWORD)).toMatchObject({ status: 401 });
    for (const weak of ['short', FIRST])
      expect(await logIn('lee', FIRST, weak)).toMatchObject({ status: 422, body: { code: 'WEAK_PASSWORD' } });
    expect(await logIn('lee', FIRST, PASSWORD)).toMatchObject({
      status: 200,
      body: { account: { role: 'instructor' } },
    });

    expect((await logIn('lee', PASSWORD)).status).toBe(200);
    expect((await logIn('lee', FIRST)).status).toBe(401);
    expect((await list('q=lee@')).body.items).toMatchObject([{ passwordChangeRequired: false, version: 2 }]);
  });

  it('accepts the first password if the admin requires no change', async () => {
    await create('robot', { passwordChangeRequired: false });

    expect((await logIn('robot', FIRST)).status).toBe(200);
  });

  it('shows an account with its ETag, changes it and publishes an event', async () => {
    const { body, headers } = await create('park.jr');
    expect(headers).toMatchObject({ location: `/api/v1/admin/accounts/${body.id}`, etag: '"1"' });
    expect(await read(body.id)).toMatchObject({ status: 200, body, headers: { etag: '"1"' } });

    const changed = await change(body.id, '"1"', { name: 'Park Jr.', role: 'student' });

    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Park Jr.', role: 'student', version: 2 },
      headers: { etag: '"2"' },
    });
    const eventsOf = () => identity.events.all().filter(({ subject }) => subject === body.id);
    await eventually(() => expect(eventsOf()).toHaveLength(2));
    expect(eventsOf()[1]).toMatchObject({ name: 'account.changed', data: { name: 'Park Jr.', role: 'student' } });
    expect(eventsOf()[1]!.data).not.toHaveProperty('passwordChangeRequired');
  });

  it('refuses a change without an ETag, with a stale ETag or of an unknown account', async () => {
    const { id } = (await create('stale')).body;
    await change(id, '"1"', { name: 'Fresh' });

    expect(await change(id, undefined, {})).toMatchObject({ status: 428, body: { code: 'PRECONDITION_REQUIRED' } });
    expect(await change(id, '"1"', { name: 'Stale' })).toMatchObject({
      status: 412,
      body: { code: 'PRECONDITION_FAILED' },
    });
    expect(await change('unknown', '"1"', { name: 'X' })).toMatchObject({ status: 404 });
    expect(await read('unknown')).toMatchObject({ status: 404 });
    for (const invalid of [{ role: 'service' }, { email: 'x@sugang.dev' }, { disabled: 'yes' }])
      expect(await change(id, '"2"', invalid)).toMatchObject({ status: 400 });
  });

  it('ends the sessions of a disabled account, and accepts its logins once it is enabled again', async () => {
    await identity.signUp('banned');
    const { refreshToken, account } = (await identity.logIn('banned@sugang.dev')).body;
    const refresh = () => identity.call('POST', '/auth/refresh', { body: { refreshToken } });

    expect(await change(account.id, '"1"', { disabled: true })).toMatchObject({ body: { disabled: true } });

    expect(await refresh()).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } });
    expect(await logIn('banned', PASSWORD)).toMatchObject({ status: 403, body: { code: 'ACCOUNT_DISABLED' } });
    expect(await logIn('banned', PASSWORD, 'another good password')).toMatchObject({ status: 403 });
    expect(await logIn('banned', 'a wrong password')).toMatchObject({ status: 401 });
    await change(account.id, '"2"', { disabled: false });
    expect((await logIn('banned', PASSWORD)).status).toBe(200);
    expect((await refresh()).status).toBe(401);
  });

  it('refuses to disable or demote the last active admin', async () => {
    const { id } = (await list('role=admin')).body.items[0];

    for (const body of [{ disabled: true }, { role: 'student' }])
      expect(await change(id, '*', body)).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } });

    const second = (await create('second', { role: 'admin' })).body;
    expect((await change(id, '*', { role: 'instructor' })).status).toBe(200);
    expect((await change(second.id, '*', { role: 'instructor' })).status).toBe(409);
    await change(id, '*', { role: 'admin' });
  });

  it('finds accounts by name, address, role and status, in pages', async () => {
    const { id } = (await create('searched', { name: 'Hana Lee' })).body;
    await change(id, '"1"', { disabled: true });
    const namesOf = async (query: string) => (await list(query)).body.items.map(({ name }: { name: string }) => name);

    expect(await namesOf('q=hana%20lee')).toEqual(['Hana Lee']);
    expect(await namesOf('q=SEARCHED@')).toEqual(['Hana Lee']);
    expect(await namesOf('status=DISABLED&role=instructor')).toEqual(['Hana Lee']);
    expect(await namesOf('q=hana&status=ACTIVE')).toEqual([]);
    const { body: page } = await list('limit=2');
    const { body: rest } = await list(`limit=100&cursor=${page.next}`);
    expect([...page.items, ...rest.items]).toEqual((await list('limit=100')).body.items);
    for (const invalid of ['role=service', 'status=GONE', 'limit=0', 'cursor=x'])
      expect(await list(invalid)).toMatchObject({ status: 400 });
  });

  it('is for admins only', async () => {
    const park = (await identity.logIn('park@sugang.dev', 'sugang-demo')).body;

    for (const token of [park.accessToken, undefined]) {
      const status = token === undefined ? 401 : 403;
      const path = `/admin/accounts/${park.account.id}`;
      expect(await identity.call('GET', '/admin/accounts', { token })).toMatchObject({ status });
      expect(await identity.call('GET', path, { token })).toMatchObject({ status });
      const headers = { 'if-match': '*' };
      expect(await identity.call('PATCH', path, { token, headers, body: { role: 'admin' } })).toMatchObject({ status });
    }
  });
});
