import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, minutes, seconds, tempDir } from '#testing';
import { AccountMails } from '../src/ports/account-mails.js';
import { identityWithMailbox, type Mailbox } from './mailbox.js';
import { PASSWORD, runningIdentity, type RunningIdentity } from './running-identity.js';

const NEXT = 'staple battery horse';
const invalid = { status: 422, body: { code: 'TOKEN_INVALID' } };

describe('a password reset over HTTP', () => {
  const dataDir = tempDir('identity-password-reset');
  let identity: RunningIdentity;
  let mailbox: Mailbox;
  beforeAll(async () => {
    ({ identity, mailbox } = await identityWithMailbox({ dataDir, env: { SUGANG_DEMO: 'true' } }));
  });
  afterAll(() => identity.close());

  const addressOf = (name: string) => `${name}@sugang.dev`;
  const request = (email: string, from?: string) =>
    identity.call('POST', '/auth/password-reset', { body: { email }, ...(from !== undefined && { from }) });
  const confirm = (token: string, password = NEXT) =>
    identity.call('POST', '/auth/password-reset/confirm', { body: { token, password } });
  const mailsTo = (name: string, text: string) =>
    mailbox.mails.filter((mail) => mail.to === addressOf(name) && mail.text.includes(text));
  const codeOf = (text: string) => /^[\w-]{43}$/m.exec(text)![0];

  async function resetMail(name: string, number = 1): Promise<string> {
    expect((await request(addressOf(name))).status).toBe(202);
    return eventually(() => {
      expect(mailsTo(name, 'to choose a new password')).toHaveLength(number);
      return codeOf(mailsTo(name, 'to choose a new password').at(-1)!.text);
    });
  }

  it('sets a new password with the token of the mail, once, and ends all sessions', async () => {
    await identity.signUp('mina', { email: addressOf('forgetful'), locale: 'en' });
    const { refreshToken } = (await identity.logIn(addressOf('forgetful'))).body;

    const token = await resetMail('forgetful');
    expect((await confirm(token)).status).toBe(204);

    expect(await confirm(token, 'another good password')).toMatchObject(invalid);
    expect((await identity.logIn(addressOf('forgetful'))).status).toBe(401);
    const login = await identity.logIn(addressOf('forgetful'), NEXT);
    expect(login).toMatchObject({ status: 200, body: { account: { emailVerified: true } } });
    expect(await identity.call('POST', '/auth/refresh', { body: { refreshToken } })).toMatchObject({ status: 401 });
    await eventually(() => expect(mailsTo('forgetful', 'The password of your account has changed')).toHaveLength(1));
  });

  it('responds identically for an unknown address, after the same work, and sends it no mail', async () => {
    const requestReset = jest.spyOn(identity.service.app.get(AccountMails, { strict: false }), 'requestReset');
    await identity.signUp('known', { locale: 'en' });

    const answers = [await request(addressOf('known')), await request(addressOf('unknown'))];

    const [known, unknown] = answers.map(({ status, body, headers }) => [status, body, Object.keys(headers).sort()]);
    expect(unknown).toEqual(known);
    expect(requestReset.mock.calls).toEqual([[addressOf('known')], [addressOf('unknown')]]);
    await eventually(() => expect(mailsTo('known', 'to choose a new password')).toHaveLength(1));
    expect(mailbox.mails.filter(({ to }) => to === addressOf('unknown'))).toEqual([]);
    requestReset.mockRestore();
  });

  it('limits the requests for one address, whether or not an account has it', async () => {
    await identity.signUp('flooded', { locale: 'en' });
    for (const name of ['flooded', 'no-account']) {
      const statuses = [];
      for (let n = 0; n < 4; n++) statuses.push((await request(addressOf(name), '203.0.113.7')).status);
      expect(statuses).toEqual([202, 202, 202, 429]);
      expect((await request(addressOf(name), '198.51.100.7')).status).toBe(202);
    }
  });

  it('accepts the token after it has rejected a weak password, but not after thirty minutes', async () => {
    await identity.signUp('slow', { locale: 'en' });
    const token = await resetMail('slow');

    for (const weak of ['short', addressOf('slow')])
      expect(await confirm(token, weak)).toMatchObject({ status: 422, body: { code: 'WEAK_PASSWORD' } });
    expect(await confirm('made-up')).toMatchObject(invalid);
    expect((await confirm(token)).status).toBe(204);
    const late = await resetMail('slow', 2);
    identity.clock.step(minutes(30) + seconds(1));

    expect(await confirm(late, 'another good password')).toMatchObject(invalid);
    expect((await identity.logIn(addressOf('slow'), NEXT)).status).toBe(200);
  });

  it('redeems a token once for concurrent requests', async () => {
    await identity.signUp('raced', { locale: 'en' });
    const token = await resetMail('raced');

    const answers = await Promise.all([1, 2, 3].map((n) => confirm(token, `a good password ${n}`)));

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422]);
  });

  it('is invalidated by a later request and by a change of the password', async () => {
    await identity.signUp('again', { locale: 'en' });
    const first = await resetMail('again');
    const second = await resetMail('again', 2);
    expect(await confirm(first)).toMatchObject(invalid);
    const { accessToken: token } = (await identity.logIn(addressOf('again'))).body;

    const body = { currentPassword: PASSWORD, password: NEXT };
    expect((await identity.call('POST', '/auth/password', { token, body })).status).toBe(204);

    expect(await confirm(second, 'another good password')).toMatchObject(invalid);
  });

  it('is not possible for a disabled account', async () => {
    const { id } = (await identity.signUp('banned', { locale: 'en' })).body;
    const token = await resetMail('banned');
    const admin = (await identity.logIn('admin@sugang.dev', 'sugang-demo')).body.accessToken;
    const headers = { 'if-match': '*' };
    await identity.call('PATCH', `/admin/accounts/${id}`, { token: admin, headers, body: { disabled: true } });

    expect(await confirm(token)).toMatchObject(invalid);
  });
});

describe('a password reset without a mail server', () => {
  const dataDir = tempDir('identity-reset-without-mail');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
  });
  afterAll(() => identity.close());

  it('gets the same response as with a mail server', async () => {
    expect((await identity.call('POST', '/auth/password-reset', { body: { email: 'a@sugang.dev' } })).status).toBe(202);
  });
});
