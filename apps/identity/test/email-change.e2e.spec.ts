import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, hours, seconds, tempDir } from '#testing';
import { identityWithMailbox, type Mailbox } from './mailbox.js';
import { PASSWORD, runningIdentity, type RunningIdentity } from './running-identity.js';

const invalid = { status: 422, body: { code: 'TOKEN_INVALID' } };
const addressOf = (name: string) => `${name}@sugang.dev`;
const tokenOf = async (identity: RunningIdentity, name: string): Promise<string> =>
  (await identity.logIn(addressOf(name))).body.accessToken;

describe('a change of the e-mail address over HTTP', () => {
  const dataDir = tempDir('identity-email-change');
  let identity: RunningIdentity;
  let mailbox: Mailbox;
  beforeAll(async () => {
    ({ identity, mailbox } = await identityWithMailbox({ dataDir }));
  });
  afterAll(() => identity.close());

  const request = async (name: string, email: string, password = PASSWORD) =>
    identity.call('POST', '/auth/email', { token: await tokenOf(identity, name), body: { email, password } });
  const confirm = (token: string) => identity.call('POST', '/auth/email/confirm', { body: { token } });

  async function requested(name: string, to: string): Promise<string> {
    expect((await request(name, addressOf(to))).status).toBe(202);
    await eventually(() => expect(mailbox.codeFor(addressOf(to))).not.toBe(''));
    return mailbox.codeFor(addressOf(to));
  }

  it('takes effect once, with the token sent to the new address, and notifies the old address', async () => {
    const { id } = (await identity.signUp('mina', { locale: 'en' })).body;
    const token = await requested('mina', 'mina.kim');
    expect((await identity.logIn(addressOf('mina'))).status).toBe(200);

    expect((await confirm(token)).status).toBe(204);
    expect(await confirm(token)).toMatchObject(invalid);

    expect((await identity.logIn(addressOf('mina'))).status).toBe(401);
    expect((await identity.logIn(addressOf('mina.kim'))).body.account).toMatchObject({
      email: addressOf('mina.kim'),
      emailVerified: true,
    });
    await eventually(() =>
      expect(mailbox.mails.filter(({ to }) => to === addressOf('mina')).at(-1)?.text).toContain(
        'Your account has a new e-mail address.',
      ),
    );
    await eventually(() =>
      expect(
        identity.events
          .all()
          .filter(({ subject }) => subject === id)
          .at(-1),
      ).toMatchObject({
        name: 'account.changed',
        data: { email: addressOf('mina.kim') },
      }),
    );
  });

  it('requires the password and an address that no account has', async () => {
    await identity.signUp('careful', { locale: 'en' });
    await identity.signUp('taken', { locale: 'en' });

    expect(await request('careful', addressOf('x'), 'a wrong password')).toMatchObject({
      status: 401,
      body: { code: 'BAD_CREDENTIALS' },
    });
    expect(await request('careful', addressOf('taken'))).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
    expect((await request('careful', addressOf('careful'))).status).toBe(202);
  });

  it('is invalidated by a later request and expires after 24 hours', async () => {
    await identity.signUp('twice', { locale: 'en' });
    const first = await requested('twice', 'twice.one');
    const second = await requested('twice', 'twice.two');

    expect(await confirm(first)).toMatchObject(invalid);
    identity.clock.step(hours(24) + seconds(1));
    expect(await confirm(second)).toMatchObject(invalid);
  });

  it('fails if another account has taken the address in the meantime', async () => {
    await identity.signUp('late', { locale: 'en' });
    const token = await requested('late', 'wanted');
    await identity.signUp('wanted', { locale: 'en' });

    expect(await confirm(token)).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
    expect((await identity.logIn(addressOf('late'))).status).toBe(200);
  });

  it('invalidates a password reset for the old address', async () => {
    await identity.signUp('moved', { locale: 'en' });
    await identity.call('POST', '/auth/password-reset', { body: { email: addressOf('moved') } });
    const reset = await eventually(() => {
      const mail = mailbox.mails.find(({ to, text }) => to === addressOf('moved') && text.includes('new password'));
      return /^[\w-]{43}$/m.exec(mail!.text)![0];
    });
    expect((await confirm(await requested('moved', 'moved.away'))).status).toBe(204);

    const body = { token: reset, password: 'staple battery horse' };
    expect(await identity.call('POST', '/auth/password-reset/confirm', { body })).toMatchObject(invalid);
  });

  it('is limited to three mails per hour', async () => {
    await identity.signUp('eager', { locale: 'en' });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await request('eager', addressOf(`eager.${n}`))).status);

    expect(statuses).toEqual([202, 202, 202, 429]);
  });
});

describe('a change of the e-mail address without a mail server', () => {
  const dataDir = tempDir('identity-email-without-mail');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
  });
  afterAll(() => identity.close());

  it('takes effect immediately', async () => {
    await identity.signUp('mina');
    const token = await tokenOf(identity, 'mina');
    const body = { email: addressOf('mina.kim'), password: PASSWORD };

    expect((await identity.call('POST', '/auth/email', { token, body })).status).toBe(202);

    expect((await identity.logIn(addressOf('mina.kim'))).body.account).not.toHaveProperty('emailVerified');
  });
});
