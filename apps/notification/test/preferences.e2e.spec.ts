import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, idOf } from '#testing';
import { HttpProvider } from './http-provider.js';
import { NotificationOffice } from './notification-office.js';
import { SmtpStandIn } from './smtp-stand-in.js';
import { account, confirmed } from './states.js';

const PREFERENCES = '/mypage/notification-preferences';
const secret = Buffer.alloc(32, 7).toString('base64');

describe('how students want to be told', () => {
  const office = NotificationOffice.forTheseTests({
    SUGANG_SMS_URL: 'http://127.0.0.1:9/',
    SUGANG_WEBHOOK_SECRET: secret,
  });

  it('is what the site can do without asking, until they choose', async () => {
    const { status, headers, body } = await office.call('GET', PREFERENCES);
    expect([status, body, headers.get('cache-control')]).toEqual([200, { channels: ['log'] }, 'no-store']);
  });

  it('is what they chose last, and nobody else’s', async () => {
    const chosen = { channels: ['log', 'sms'], phone: '+821012345678' };
    const { status, body } = await office.call('PUT', PREFERENCES, chosen);
    expect([status, body]).toEqual([200, chosen]);
    expect((await office.call('GET', PREFERENCES)).body).toEqual(chosen);
    expect((await office.call('GET', PREFERENCES, undefined, 'joon')).body).toEqual({ channels: ['log'] });
    await office.call('PUT', PREFERENCES, { channels: [] });
    expect((await office.call('GET', PREFERENCES)).body).toEqual({ channels: [] });
  });

  it('survives twenty choices at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => office.call('PUT', PREFERENCES, { channels: ['log'] }, 'joon')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('comes with a secret for a webhook, the same each time', async () => {
    const webhookUrl = 'https://example.org/sugang';
    const { body } = await office.call('PUT', PREFERENCES, { channels: ['webhook'], webhookUrl });
    expect(body).toEqual({ channels: ['webhook'], webhookUrl, webhookSecret: expect.stringMatching(/^whsec_/) });
    expect((await office.call('GET', PREFERENCES)).body).toEqual(body);
  });

  it.each([
    [{ channels: ['email'] }, '/channels/0'],
    [{ channels: ['sms'] }, '/phone'],
    [{ channels: ['pigeon'] }, '/channels/0'],
    [{ channels: ['log', 'log'] }, '/channels'],
    [{ channels: 'log' }, '/channels'],
    [{}, '/channels'],
    [{ channels: ['sms'], phone: '010-1234-5678' }, '/phone'],
    [{ channels: ['log'], webhookUrl: 'http://example.org/' }, '/webhookUrl'],
    [{ channels: ['log'], webhookUrl: 'ftp://example.org/' }, '/webhookUrl'],
    [{ channels: ['log'], color: 'red' }, '/color'],
  ])('refuses %j', async (wanted, pointer) => {
    const { status, body } = await office.call('PUT', PREFERENCES, wanted);
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'INVALID_REQUEST', pointer]);
  });

  it('is for students', async () => {
    for (const path of [PREFERENCES, '/mypage/notifications']) {
      expect((await office.call('GET', path, undefined, null)).status).toBe(401);
      expect((await office.call('GET', path, undefined, 'drPark')).status).toBe(403);
    }
    expect((await office.call('GET', '/mypage/notifications?limit=0')).body.code).toBe('INVALID_REQUEST');
    expect((await office.call('GET', '/mypage/notifications?cursor=zzz')).body.code).toBe('INVALID_REQUEST');
  });
});

describe('a site with every channel', () => {
  let smtp: SmtpStandIn;
  let provider: HttpProvider;
  let webhook: HttpProvider;
  beforeAll(async () => {
    [smtp, provider, webhook] = [
      await SmtpStandIn.start(),
      await HttpProvider.start(),
      await HttpProvider.start('webhook-id'),
    ];
  });
  afterAll(() => Promise.all([smtp.stop(), provider.stop(), webhook.stop()]));
  const office = NotificationOffice.forTheseTests(() => ({
    SUGANG_SMTP_URL: smtp.url,
    SUGANG_SMS_URL: provider.url,
    SUGANG_ALIMTALK_URL: provider.url,
    SUGANG_ALIMTALK_SENDER_KEY: 'sender',
    SUGANG_WEBHOOK_SECRET: secret,
    SUGANG_WEBHOOK_ALLOW_PRIVATE: 'true',
  }));

  it('tells by e-mail in Korean, unless the account’s language is English', async () => {
    await office.knowsThePeople();
    const joons = { ...confirmed(2), studentId: account('joon').id };
    await office.hears({ name: 'registration.confirmed', subject: confirmed().id, sequence: 2, data: confirmed() });
    await office.hears({ name: 'registration.confirmed', subject: joons.id, sequence: 2, data: joons });
    await office.eventuallyTold(['confirmed', 'confirmed by email']);
    await office.eventuallyTold(['confirmed', 'confirmed by email'], 'joon');
    const mails = new Map(smtp.delivered.map(({ headers, text }) => [headers.to, text]));
    expect(mails.get('mina@sugang.dev')).toContain('Mina님, “Algorithms 101” 강의의 수강 등록이 확정되었습니다.');
    expect(mails.get('joon@sugang.dev')).toContain('Joon, your registration for “Algorithms 101” is confirmed.');
  });

  it('tells by each channel that the student wants, once', async () => {
    const channels = ['log', 'email', 'sms', 'alimtalk', 'webhook'];
    const wanted = { channels, phone: '+821012345678', webhookUrl: webhook.url };
    expect((await office.call('PUT', '/mypage/notification-preferences', wanted)).status).toBe(200);
    const again = confirmed(3);
    await office.hears({ name: 'registration.confirmed', subject: again.id, sequence: 2, data: again });
    await eventually(async () => {
      const told = (await office.told()).filter(({ registrationId }) => registrationId === idOf(1_003));
      expect(told.map(({ channel }) => channel).toSorted()).toEqual(channels.toSorted());
    });
    expect([provider.asked, webhook.asked, smtp.delivered.length]).toEqual([2, 1, 3]);
  });
});
