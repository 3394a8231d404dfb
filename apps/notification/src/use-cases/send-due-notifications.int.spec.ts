import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { NotificationChannel } from '#contracts';
import { Log, Metrics } from '#platform';
import { hours, minutes, seconds } from '#testing';
import { CrashingDueNotifications } from '../../test/crashing.due-notifications.js';
import { HttpProvider } from '../../test/http-provider.js';
import { minaId, onEveryStore, type NotificationBench } from '../../test/notification-bench.js';
import { SmtpStandIn } from '../../test/smtp-stand-in.js';
import { account, algorithms, canceled, confirmed, monday, requested } from '../../test/states.js';
import { HttpSmsChannel } from '../channels/http.sms.channel.js';
import { SmtpEmailChannel } from '../channels/smtp.email.channel.js';
import { keepLecture } from '../domain/lecture-news.js';
import { tellOfRegistration } from '../domain/tell-of-registration.js';
import { Channels } from './channel.js';
import { SendDueNotifications, SendDueNotificationsHandler } from './send-due-notifications.js';
import { Patience, Sending } from './sending.js';

const LEASE = minutes(1);
const phone = '+821012345678';

onEveryStore('sending', (bench: NotificationBench) => {
  let sms: HttpProvider;
  let smtp: SmtpStandIn;
  let channels: Channels;
  let due: CrashingDueNotifications;
  let metrics: Metrics;
  let handler: SendDueNotificationsHandler;

  beforeEach(async () => {
    sms = await HttpProvider.start();
    smtp = await SmtpStandIn.start();
    channels = new Channels([
      new HttpSmsChannel({ url: sms.url, token: undefined, from: '02', timeoutMs: 1_000 }),
      new SmtpEmailChannel({ url: smtp.url, from: 'no-reply@sugang.dev', timeoutMs: 1_000 }),
    ]);
    due = new CrashingDueNotifications(bench.due);
    metrics = new Metrics('notification');
    const patience = new Patience({ attempts: 4, firstPauseMs: 1_000 }, () => 1);
    const sending = new Sending(due, channels, patience, bench.clock, Log.silent(), metrics);
    handler = new SendDueNotificationsHandler(due, sending, channels, bench.clock);
    await bench.knowsThePeople();
    await bench.registered(confirmed());
    await wants('sms');
  });
  afterEach(async () => {
    await Promise.all(channels.offered.map((channel) => channel.close()));
    await Promise.all([sms.stop(), smtp.stop()]);
  });

  const wants = (...wanted: NotificationChannel[]) =>
    bench.choices.keep(minaId, { channels: wanted, phone, webhookUrl: null });
  const tell = (registration = confirmed()) =>
    bench.notifications.add([
      tellOfRegistration('registration.confirmed', registration, registration.version, undefined, monday, 0)!,
    ]);
  const round = (channel: NotificationChannel = 'sms') => handler.execute(new SendDueNotifications(channel));
  const stored = async () =>
    (await bench.rows<{ status: string; reason: string | null }>('SELECT status, reason FROM notification'))[0];
  const figure = async (name: string) =>
    (await metrics.text())
      .split('\n')
      .find((line) => line.startsWith(`${name}{`))
      ?.split(' ')
      .at(-1) ?? '0';

  it('hands a message over once, and keeps what was said', async () => {
    await tell();
    await round();
    await round();
    expect(sms.delivered.map(({ text }) => JSON.parse(text))).toMatchObject([
      { to: phone, text: expect.stringContaining('확정되었습니다') },
    ]);
    expect(sms.asked).toBe(1);
    expect(await stored()).toMatchObject({ status: 'SENT' });
    expect((await bench.notifications.sentTo(minaId, 10)).items).toMatchObject([
      { channel: 'sms', body: expect.stringContaining('Algorithms 101') },
    ]);
  });

  it('comes again under the same key after a death between sending and recording: it is delivered once', async () => {
    await tell();
    due.deaths = 1;
    await expect(round()).rejects.toThrow(AggregateError);
    expect(await stored()).toMatchObject({ status: 'SENDING' });
    await round();
    expect(sms.asked).toBe(1);
    bench.clock.step(LEASE);
    await round();
    expect([sms.asked, sms.delivered.length]).toEqual([2, 1]);
    expect(await stored()).toMatchObject({ status: 'SENT' });
    expect(await figure('sugang_notifications_repeated_total')).toBe('1');
  });

  it('by e-mail may then arrive twice, under one Message-ID, and that is counted', async () => {
    await wants('email');
    await tell();
    due.deaths = 1;
    await expect(round('email')).rejects.toThrow(AggregateError);
    bench.clock.step(LEASE);
    await round('email');
    expect(smtp.delivered).toHaveLength(2);
    expect(new Set(smtp.delivered.map(({ key }) => key)).size).toBe(1);
    expect(await figure('sugang_notifications_repeated_total')).toBe('1');
  });

  it('is tried again at growing intervals while the provider is out, and parked after the last try', async () => {
    sms.mood = 'fail';
    await tell();
    for (const [tries, pause] of [1, 2, 4].entries()) {
      await round();
      expect(await stored()).toEqual({ status: 'PENDING', reason: 'answered 503' });
      await round();
      expect(sms.asked).toBe(tries + 1);
      bench.clock.step(seconds(pause));
    }
    await round();
    expect(await stored()).toEqual({ status: 'PARKED', reason: 'answered 503' });
    bench.clock.step(hours(24));
    await round();
    expect(sms.asked).toBe(4);
    expect((await bench.due.figures())[0]).toMatchObject({ parked: 1, pending: 0 });
  });

  it('waits as long as the provider asks for', async () => {
    sms.mood = 'ask to wait';
    await tell();
    await round();
    sms.mood = 'accept';
    bench.clock.step(seconds(6));
    await round();
    expect(sms.asked).toBe(1);
    bench.clock.step(seconds(1));
    await round();
    expect(sms.delivered).toHaveLength(1);
  });

  it('gives up at once what the provider refuses, what has no address, and what the site offers no more', async () => {
    sms.mood = 'refuse';
    await tell();
    await round();
    expect(await stored()).toEqual({ status: 'PARKED', reason: 'answered 422' });
    await bench.rows('DELETE FROM notification');
    await wants('alimtalk');
    await tell();
    await round('alimtalk');
    expect(await stored()).toEqual({ status: 'PARKED', reason: 'the channel alimtalk is not offered' });
    await bench.rows('DELETE FROM notification');
    await wants('email');
    await bench.accounts.keep(account('mina', { email: null }), 2);
    await tell();
    await round('email');
    expect(await stored()).toEqual({ status: 'PARKED', reason: 'there is no e-mail address' });
  });

  it('lets rest what a newer change has overtaken, or what the student wants no more', async () => {
    await tell();
    await bench.registered(canceled());
    await round();
    expect(await stored()).toEqual({ status: 'OVERTAKEN', reason: 'sequence 3' });
    await bench.rows('DELETE FROM notification');
    await tell(canceled());
    await wants('log');
    await round();
    expect(await stored()).toMatchObject({ status: 'UNWANTED' });
    expect(sms.asked).toBe(0);
  });

  it('waits for the name of the student and the title of the lecture', async () => {
    await bench.rows('DELETE FROM account_copy');
    await bench.rows('DELETE FROM lecture_copy');
    await tell();
    await round();
    await bench.accounts.keep(account('mina'), 1);
    bench.clock.step(seconds(1));
    await round();
    expect(await stored()).toMatchObject({ status: 'PENDING' });
    await bench.lectures.change(algorithms.id, (known) => keepLecture(known, algorithms, 1, false));
    bench.clock.step(seconds(2));
    await round();
    expect(sms.delivered).toHaveLength(1);
  });

  it('does not ask for a payment whose time is over', async () => {
    const waiting = requested(2);
    await bench.registered(waiting);
    await bench.notifications.add([
      tellOfRegistration('registration.requested', waiting, 1, undefined, bench.clock.now(), 3_000)!,
    ]);
    bench.clock.step(minutes(10));
    await round();
    expect(await stored()).toEqual({ status: 'OVERTAKEN', reason: 'time' });
  });

  it('starts no try that its claim has no room for: the next round does', async () => {
    await wants('email');
    for (let n = 1; n <= 6; n += 1) {
      await bench.registered(confirmed(n));
      await tell(confirmed(n));
    }
    smtp.onTaken = () => bench.clock.step(seconds(40));
    await round('email');
    expect(smtp.delivered).toHaveLength(4);
    expect(await bench.rows(`SELECT status FROM notification WHERE status <> 'SENT' AND attempts = 0`)).toEqual([
      { status: 'PENDING' },
      { status: 'PENDING' },
    ]);
    smtp.onTaken = () => {};
    await round('email');
    expect(new Set(smtp.delivered.map(({ key }) => key)).size).toBe(6);
    expect(await figure('sugang_notifications_repeated_total')).toBe('0');
  });

  it('sends many at once, and says when there are more', async () => {
    for (let n = 1; n <= 20; n += 1) {
      await bench.registered(confirmed(n));
      await tell(confirmed(n));
    }
    expect([await round(), await round()]).toEqual(['more', 'done']);
    expect(sms.delivered).toHaveLength(20);
  });
});
