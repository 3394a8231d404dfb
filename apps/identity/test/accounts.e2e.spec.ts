import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, tempDir } from '#testing';
import { PASSWORD, runningIdentity, type RunningIdentity } from './running-identity.js';

describe('accounts over HTTP', () => {
  const dataDir = tempDir('identity-accounts');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir, env: { SUGANG_DEMO: 'true' } });
  });
  afterAll(() => identity.close());

  const tokenOf = async (name: string, password = PASSWORD): Promise<string> =>
    (await identity.logIn(`${name}@sugang.dev`, password)).body.accessToken;
  const eventsOf = (id: string) => identity.events.all().filter((event) => event.subject === id);

  it('creates a student account on sign-up and publishes it without the password', async () => {
    const { status, body, headers } = await identity.signUp('sora', { name: 'Sora', locale: 'en' });

    expect(status).toBe(201);
    expect(headers['location']).toBe('/api/v1/auth/me');
    expect(body).toEqual({
      id: expect.any(String),
      email: 'sora@sugang.dev',
      name: 'Sora',
      role: 'student',
      locale: 'en',
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    });
    const [event] = await eventually(() => {
      expect(eventsOf(body.id)).toHaveLength(1);
      return eventsOf(body.id);
    });
    expect(event).toMatchObject({ name: 'account.signed-up', source: '/sugang/identity', sequence: 1, data: body });
  });

  it('publishes a sign-up with the correlation id of the request', async () => {
    const { body } = await identity.call('POST', '/auth/sign-up', {
      body: { email: 'traced@sugang.dev', password: PASSWORD, name: 'Traced' },
      headers: { 'x-correlation-id': 'a-call-of-mine' },
    });

    await eventually(() => expect(eventsOf(body.id)).toMatchObject([{ correlationid: 'a-call-of-mine' }]));
  });

  it('allows one account per e-mail address, ignoring case', async () => {
    await identity.signUp('taken');

    const again = await identity.signUp('Taken');

    expect(again).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
  });

  it('creates one account for forty concurrent sign-ups with one e-mail address', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => identity.signUp('raced')));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'EMAIL_TAKEN')).toHaveLength(39);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    await eventually(() => expect(eventsOf(id)).toHaveLength(1));
  });

  it.each([
    ['too short', 'tangerine'],
    ['too common', 'qwertyuiop'],
    ['the e-mail address itself', 'weak-one@sugang.dev'],
  ])('rejects a password that is %s', async (_why, password) => {
    const answer = await identity.signUp('weak-one', { password });

    expect(answer).toMatchObject({ status: 422, body: { code: 'WEAK_PASSWORD' } });
  });

  it('reports every invalid field of a sign-up at once, including a requested role', async () => {
    const answer = await identity.call('POST', '/auth/sign-up', {
      body: { email: 'nonsense', password: '', name: ' ', role: 'admin' },
    });

    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    const pointers = answer.body.errors.map((fault: { pointer: string }) => fault.pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/email', '/password', '/name', '/role']));
  });

  it('creates one account per Idempotency-Key on sign-up and replays the answer', async () => {
    const send = (name: string, key: string, more: object = {}) =>
      identity.call('POST', '/auth/sign-up', {
        body: { email: `${name}@sugang.dev`, password: PASSWORD, name: 'Keyed', ...more },
        headers: { 'idempotency-key': key },
      });

    const first = await send('keyed', 'k1');
    const again = await send('keyed', 'k1');

    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'idempotency-replayed': 'true' } });
    expect(await send('keyed', 'k1', { name: 'Other' })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await send('keyed', 'k2')).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
    expect(await send('other-keyed', 'k1')).toMatchObject({ status: 201, body: { email: 'other-keyed@sugang.dev' } });
  });

  it('creates one account for concurrent sign-ups with the same Idempotency-Key', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        identity.call('POST', '/auth/sign-up', {
          body: { email: 'impatient@sugang.dev', password: PASSWORD, name: 'Impatient' },
          headers: { 'idempotency-key': 'impatient' },
        }),
      ),
    );

    const created = answers.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
    for (const { status, body } of answers.filter((each) => !created.includes(each)))
      expect([status, body.code]).toEqual([409, 'REQUEST_IN_PROGRESS']);
  });

  it('stores a language tag in its canonical form', async () => {
    await identity.signUp('abroad', { locale: 'zh-hant-tw' });
    const token = await tokenOf('abroad');
    const localeOf = async () => (await identity.call('GET', '/auth/me', { token })).body.locale;
    expect(await localeOf()).toBe('zh-Hant-TW');

    for (const [locale, stored] of [
      ['ko-kr', 'ko-KR'],
      ['en', 'en'],
    ]) {
      expect((await identity.call('PATCH', '/auth/me', { token, body: { locale } })).body.locale).toBe(stored);
      expect(await localeOf()).toBe(stored);
    }
    expect(await identity.call('PATCH', '/auth/me', { token, body: { locale: 'ko_KR' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/locale' }] },
    });
  });

  it('shows and changes your account, and publishes nothing for an unchanged account', async () => {
    const token = await tokenOf('mina', 'sugang-demo');
    const before = (await identity.call('GET', '/auth/me', { token })).body;
    expect(before).toMatchObject({ email: 'mina@sugang.dev', name: 'Mina', role: 'student', locale: 'ko' });

    const changed = await identity.call('PATCH', '/auth/me', { token, body: { name: 'Mina Kim', locale: 'en' } });
    const same = await identity.call('PATCH', '/auth/me', { token, body: { name: 'Mina Kim' } });
    const nothing = await identity.call('PATCH', '/auth/me', { token, body: {} });

    const expected = { ...before, name: 'Mina Kim', locale: 'en' };
    expect([changed, same, nothing].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([changed.body, same.body, nothing.body]).toEqual([expected, expected, expected]);
    await eventually(() =>
      expect(eventsOf(before.id)).toMatchObject([
        { name: 'account.signed-up', sequence: 1 },
        { name: 'account.changed', sequence: 2, data: expected },
      ]),
    );
    expect((await identity.logIn('mina@sugang.dev', 'sugang-demo')).body.account).toEqual(expected);
  });

  it('applies concurrent changes of one account one after the other', async () => {
    const { id } = (await identity.signUp('busy')).body;
    const token = await tokenOf('busy');

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => identity.call('PATCH', '/auth/me', { token, body: { name: `Busy ${n}` } })),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await eventually(() =>
      expect(
        eventsOf(id)
          .map((event) => event.sequence)
          .sort((a, b) => a - b),
      ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    );
  });

  it('lets an admin create an instructor, who can log in', async () => {
    const token = await tokenOf('admin', 'sugang-demo');
    const body = { email: 'lee@sugang.dev', password: PASSWORD, name: 'Dr. Lee', role: 'instructor' };

    const created = await identity.call('POST', '/admin/accounts', { token, body });

    expect(created).toMatchObject({ status: 201, body: { name: 'Dr. Lee', role: 'instructor', locale: 'ko' } });
    const login = { email: 'lee@sugang.dev', password: PASSWORD, newPassword: 'a password of her own' };
    expect((await identity.call('POST', '/auth/login', { body: login })).body.account.role).toBe('instructor');
    expect(await identity.call('POST', '/admin/accounts', { token, body })).toMatchObject({ status: 409 });
  });

  it('creates an account once per Idempotency-Key', async () => {
    const token = await tokenOf('admin', 'sugang-demo');
    const send = () =>
      identity.call('POST', '/admin/accounts', {
        token,
        body: { email: 'once@sugang.dev', password: PASSWORD, name: 'Once', role: 'student' },
        headers: { 'idempotency-key': 'create-once' },
      });

    const first = await send();
    const again = await send();

    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('lets only admins create accounts, and no service accounts', async () => {
    const body = { email: 'x@sugang.dev', password: PASSWORD, name: 'X', role: 'admin' };

    for (const name of ['joon', 'park']) {
      const token = await tokenOf(name, 'sugang-demo');
      expect(await identity.call('POST', '/admin/accounts', { token, body })).toMatchObject({ status: 403 });
    }
    expect(await identity.call('POST', '/admin/accounts', { body })).toMatchObject({ status: 401 });
    const token = await tokenOf('admin', 'sugang-demo');
    expect(await identity.call('POST', '/admin/accounts', { token, body: { ...body, role: 'service' } })).toMatchObject(
      { status: 400 },
    );
  });
});
