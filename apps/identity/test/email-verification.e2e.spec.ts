import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { decodeJwt } from 'jose';
import { eventually, hours, minutes, seconds, tempDir } from '#testing';
import { SendAccountMail } from '../src/use-cases/send-account-mail.js';
import { identityWithMailbox, type Mailbox } from './mailbox.js';
import { PASSWORD, type RunningIdentity } from './running-identity.js';

describe('e-mail verification over HTTP', () => {
  const dataDir = tempDir('identity-verification');
  let identity: RunningIdentity;
  let mailbox: Mailbox;
  beforeAll(async () => {
    ({ identity, mailbox } = await identityWithMailbox({ dataDir, env: { SUGANG_DEMO: 'true' } }));
  });
  afterAll(() => identity.close());
  beforeEach(() => {
    mailbox.refuses = false;
  });

  const addressOf = (name: string) => `${name}@sugang.dev`;
  const tokenOf = async (name: string, password = PASSWORD): Promise<string> =>
    (await identity.logIn(addressOf(name), password)).body.accessToken;
  const eventsOf = (id: string) => identity.events.all().filter((event) => event.subject === id);
  const confirm = (token: string) => identity.call('POST', '/auth/email-verification/confirm', { body: { token } });
  const requestAgain = (token: string) => identity.call('POST', '/auth/email-verification', { token });
  const sendMail = () => identity.service.app.get(CommandBus, { strict: false }).execute(new SendAccountMail());
  const mailsTo = (name: string) => mailbox.mails.filter(({ to }) => to === addressOf(name));
  const invalid = { status: 422, body: { code: 'TOKEN_INVALID' } };

  async function signUp(name: string): Promise<{ id: string; code: string }> {
    const { body } = await identity.signUp(name, { locale: 'en' });
    await eventually(() => expect(mailbox.codeFor(addressOf(name))).not.toBe(''));
    return { id: body.id, code: mailbox.codeFor(addressOf(name)) };
  }

  it('verifies an address with the code of the mail, once', async () => {
    const { id, code } = await signUp('sora');
    const token = await tokenOf('sora');
    expect((await identity.call('GET', '/auth/me', { token })).body).toMatchObject({ emailVerified: false });
    expect(decodeJwt(token)).toMatchObject({ email_verified: false });

    expect(await confirm('made-up')).toMatchObject(invalid);
    expect((await confirm(code)).status).toBe(204);
    expect(await confirm(code)).toMatchObject(invalid);

    expect((await identity.call('GET', '/auth/me', { token })).body).toMatchObject({ emailVerified: true });
    expect(decodeJwt(await tokenOf('sora'))).not.toHaveProperty('email_verified');
    await eventually(() =>
      expect(eventsOf(id)).toMatchObject([
        { name: 'account.signed-up', sequence: 1, data: { emailVerified: false } },
        { name: 'account.changed', sequence: 2, data: { emailVerified: true } },
      ]),
    );
  });

  it('sends a mail that repeats nothing of the sign-up', async () => {
    await identity.signUp('relay', { name: 'Win 1000 at example org', locale: 'en' });

    await eventually(() => expect(mailsTo('relay')).toHaveLength(1));

    expect(mailsTo('relay')[0]!.text).not.toContain('Win 1000');
  });

  it('sends a new code on request, which replaces the previous one', async () => {
    const { code } = await signUp('again');

    expect((await requestAgain(await tokenOf('again'))).status).toBe(202);
    await eventually(() => expect(mailsTo('again')).toHaveLength(2));

    expect(await confirm(code)).toMatchObject(invalid);
    expect((await confirm(mailbox.codeFor(addressOf('again')))).status).toBe(204);
  });

  it('limits the mails to one address', async () => {
    await signUp('flooded');
    const token = await tokenOf('flooded');

    const answers = await Promise.all(Array.from({ length: 20 }, () => requestAgain(token)));

    expect(answers.filter(({ status }) => status === 202)).toHaveLength(3);
    expect(answers.find(({ status }) => status === 429)).toMatchObject({
      body: { code: 'RATE_LIMITED' },
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    });
  });

  it('sends nothing on request for an address that is verified', async () => {
    const { code } = await signUp('done');
    await confirm(code);

    expect((await requestAgain(await tokenOf('done'))).status).toBe(202);
    await sendMail();

    expect(mailsTo('done')).toHaveLength(1);
  });

  it('rejects a code after 24 hours', async () => {
    const { code } = await signUp('late');
    identity.clock.step(hours(24));

    expect(await confirm(code)).toMatchObject(invalid);
  });

  it('tries again with a new code when the mail server has refused', async () => {
    mailbox.refuses = true;
    await identity.signUp('patient', { locale: 'en' });
    await eventually(() => expect(mailbox.refused).toBe(1));
    mailbox.refuses = false;
    await sendMail();
    expect(mailsTo('patient')).toHaveLength(0);

    identity.clock.step(minutes(1) + seconds(1));
    await sendMail();

    await eventually(() => expect(mailsTo('patient')).toHaveLength(1));
    expect((await confirm(mailbox.codeFor(addressOf('patient')))).status).toBe(204);
  });

  it('counts the addresses of demo accounts and of accounts by an admin as verified', async () => {
    const token = await tokenOf('admin', 'sugang-demo');
    const body = { email: addressOf('lee'), password: PASSWORD, name: 'Dr. Lee', role: 'instructor' };

    const created = await identity.call('POST', '/admin/accounts', { token, body });

    expect(created.status).toBe(201);
    expect(created.body).not.toHaveProperty('emailVerified');
    expect((await identity.logIn(addressOf('mina'), 'sugang-demo')).body.account).not.toHaveProperty('emailVerified');
    await sendMail();
    expect([...mailsTo('lee'), ...mailsTo('mina')]).toEqual([]);
  });
});
