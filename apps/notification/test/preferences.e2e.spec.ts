import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, idOf } from '#testing';
import { HttpProvider } from './http-provider.js';
import { RunningNotification } from './running-notification.js';
import { SmtpStandIn } from './smtp-stand-in.js';
import { account, confirmed } from './states.js';

const PREFERENCES = '/mypage/notification-preferences';
const secret = Buffer.alloc(32, 7).toString('base64');

describe('the notification preferences of a student', () => {
  const notification = RunningNotification.forTheseTests({
    SUGANG_SMS_URL: 'http://127.0.0.1:9/',
    SUGANG_WEBHOOK_SECRET: secret,
  });

  it('default to the channels that need no further address', async () => {
    const { status, headers, body } = await notification.call('GET', PREFERENCES);
    expect([status, body, headers.get('cache-control')]).toEqual([200, { channels: ['log'] }, 'no-store']);
  });

  it('are what the student chose last, and do not affect other students', async () => {
    const chosen = { channels: ['log', 'sms'], phone: '+821012345678' };
    const { status, body } = await notification.call('PUT', PREFERENCES, chosen);
    expect([status, body]).toEqual([200, chosen]);
    expect((await notification.call('GET', PREFERENCES)).body).toEqual(chosen);
    expect((await notification.call('GET', PREFERENCES, undefined, 'joon')).body).toEqual({ channels: ['log'] });
    await notification.call('PUT', PREFERENCES, { channels: [] });
    expect((await notification.call('GET', PREFERENCES)).body).toEqual({ channels: [] });
  });

  it('accept twenty concurrent changes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => notification.call('PUT', PREFERENCES, { channels: ['log'] }, 'joon')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('contain the secret of the webhook, the same on every read', async () => {
    const webhookUrl = 'https://example.org/sugang';
    const { body } = await notification.call('PUT', PREFERENCES, { channels: ['webhook'], webhookUrl });
    expect(body).toEqual({ channels: ['webhook'], webhookUrl, webhookSecret: expect.stringMatching(/^whsec_/) });
    expect((await notification.call('GET', PREFERENCES)).body).toEqual(body);
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
  ])('reject %j', async (wanted, pointer) => {
    const { status, body } = await notification.call('PUT', PREFERENCES, wanted);
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'INVALID_REQUEST', pointer]);
  });

  it('are available to students only', async () => {
    for (const path of [PREFERENCES, '/mypage/notifications']) {
      expect((await notification.call('GET', path, undefined, null)).status).toBe(401);
      expect((await notification.call('GET', path, undefined, 'drPark')).status).toBe(403);
    }
    expect((await notification.call('GET', '/mypage/notifications?limit=0')).body.code).toBe('INVALID_REQUEST');
    expect((await notification.call('GET', '/mypage/notifications?cursor=zzz')).body.code).toBe('INVALID_REQUEST');
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
  const notification = RunningNotification.forTheseTests(() => ({
    SUGANG_SMTP_URL: smtp.url,
    SUGANG_SMS_URL: provider.url,
    SUGANG_ALIMTALK_URL: provider.url,
    SUGANG_ALIMTALK_SENDER_KEY: 'sender',
    SUGANG_WEBHOOK_SECRET: secret,
    SUGANG_WEBHOOK_ALLOW_PRIVATE: 'true',
  }));

  it('sends e-mail in Korean, or in English if that is the language of the account', async () => {
    await notification.publishPeopleAndLecture();
    const joons = { ...confirmed(2), studentId: account('joon').id };
    await notification.publish({
      name: 'registration.confirmed',
      subject: confirmed().id,
      sequence: 2,
      data: confirmed(),
    });
    await notification.publish({ name: 'registration.confirmed', subject: joons.id, sequence: 2, data: joons });
    await notification.eventuallyReceived(['confirmed', 'confirmed by email']);
    await notification.eventuallyReceived(['confirmed', 'confirmed by email'], 'joon');
    const mails = new Map(smtp.delivered.map(({ headers, text }) => [headers.to, text]));
    expect(mails.get('mina@sugang.dev')).toContain('Mina님, “Algorithms 101” 강의의 수강 신청이 확정되었습니다.');
    expect(mails.get('joon@sugang.dev')).toContain('Joon, your registration for “Algorithms 101” is confirmed.');
  });

  it('sends a message once by each channel that the student has chosen', async () => {
    const channels = ['log', 'email', 'sms', 'alimtalk', 'webhook'];
    const wanted = { channels, phone: '+821012345678', webhookUrl: webhook.url };
    expect((await notification.call('PUT', '/mypage/notification-preferences', wanted)).status).toBe(200);
    const third = confirmed(3);
    await notification.publish({ name: 'registration.confirmed', subject: third.id, sequence: 2, data: third });
    await eventually(async () => {
      const received = (await notification.messages()).filter(({ registrationId }) => registrationId === idOf(1_003));
      expect(received.map(({ channel }) => channel).toSorted()).toEqual(channels.toSorted());
    });
    expect([provider.requests, webhook.requests, smtp.delivered.length]).toEqual([2, 1, 3]);
  });
});
