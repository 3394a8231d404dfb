import { expect, it } from '@jest/globals';
import { hours, minutes, seconds } from '#testing';
import { minaId, onEveryStore } from '../../test/notification-store-fixture.js';
import { SendingFixture } from '../../test/sending-fixture.js';
import { account, algorithms, canceled, confirmed, requested } from '../../test/states.js';
import { applyLectureState } from '../domain/lecture-change.js';
import { registrationNotification } from '../domain/registration-notification.js';

const LEASE = minutes(1);
const phone = '+821012345678';

onEveryStore('SendDueNotifications', (fixture) => {
  const sending = SendingFixture.on(fixture);
  const { choose, add, run } = sending;
  const stored = async () =>
    (await fixture.rows<{ status: string; reason: string | null }>('SELECT status, reason FROM notification'))[0];

  it('sends a message once and stores its text', async () => {
    await add();
    await run();
    await run();
    expect(sending.sms.delivered.map(({ text }) => JSON.parse(text))).toMatchObject([
      { to: phone, text: expect.stringContaining('확정되었습니다') },
    ]);
    expect(sending.sms.requests).toBe(1);
    expect(await stored()).toMatchObject({ status: 'SENT' });
    expect((await fixture.notifications.sentTo(minaId, 'students', 10)).items).toMatchObject([
      { channel: 'sms', body: expect.stringContaining('Algorithms 101') },
    ]);
  });

  it('repeats a message with the same key after a crash between sending and recording, so that it is delivered once', async () => {
    await add();
    sending.due.crashes = 1;
    await expect(run()).rejects.toThrow(AggregateError);
    expect(await stored()).toMatchObject({ status: 'SENDING' });
    await run();
    expect(sending.sms.requests).toBe(1);
    fixture.clock.step(LEASE);
    await run();
    expect([sending.sms.requests, sending.sms.delivered.length]).toEqual([2, 1]);
    expect(await stored()).toMatchObject({ status: 'SENT' });
    expect(await sending.metric('sugang_notifications_repeated_total')).toBe('1');
  });

  it('counts a repeated e-mail, which may arrive twice with one Message-ID', async () => {
    await choose('email');
    await add();
    sending.due.crashes = 1;
    await expect(run('email')).rejects.toThrow(AggregateError);
    fixture.clock.step(LEASE);
    await run('email');
    expect(sending.smtp.delivered).toHaveLength(2);
    expect(new Set(sending.smtp.delivered.map(({ key }) => key)).size).toBe(1);
    expect(await sending.metric('sugang_notifications_repeated_total')).toBe('1');
  });

  it('retries at growing intervals while the provider is down, and parks the message after the last attempt', async () => {
    sending.sms.behavior = 'fail';
    await add();
    for (const [attempts, pause] of [1, 2, 4].entries()) {
      await run();
      expect(await stored()).toEqual({ status: 'PENDING', reason: 'the provider returned 503' });
      await run();
      expect(sending.sms.requests).toBe(attempts + 1);
      fixture.clock.step(seconds(pause));
    }
    await run();
    expect(await stored()).toEqual({ status: 'PARKED', reason: 'the provider returned 503' });
    fixture.clock.step(hours(24));
    await run();
    expect(sending.sms.requests).toBe(4);
    expect((await fixture.due.counts())[0]).toMatchObject({ parked: 1, pending: 0 });
  });

  it('waits for the pause that the provider requests', async () => {
    sending.sms.behavior = 'request a pause';
    await add();
    await run();
    sending.sms.behavior = 'accept';
    fixture.clock.step(seconds(6));
    await run();
    expect(sending.sms.requests).toBe(1);
    fixture.clock.step(seconds(1));
    await run();
    expect(sending.sms.delivered).toHaveLength(1);
  });

  it('immediately parks a message that is rejected, has no address, or uses a channel that is no longer offered', async () => {
    sending.sms.behavior = 'reject';
    await add();
    await run();
    expect(await stored()).toEqual({ status: 'PARKED', reason: 'the provider returned 422' });
    await fixture.rows('DELETE FROM notification');
    await choose('alimtalk');
    await add();
    await run('alimtalk');
    expect(await stored()).toEqual({ status: 'PARKED', reason: 'the channel alimtalk is not offered' });
    await fixture.rows('DELETE FROM notification');
    await choose('email');
    await fixture.accounts.save(account('mina', { email: null }), 2);
    await add();
    await run('email');
    expect(await stored()).toEqual({ status: 'PARKED', reason: 'the student has no e-mail address' });
  });

  it('does not send a message that is outdated, or whose channel the student has turned off', async () => {
    await add();
    await fixture.saveRegistration(canceled());
    await run();
    expect(await stored()).toEqual({ status: 'OVERTAKEN', reason: 'sequence 3' });
    await fixture.rows('DELETE FROM notification');
    await add(canceled());
    await choose('log');
    await run();
    expect(await stored()).toMatchObject({ status: 'UNWANTED' });
    expect(sending.sms.requests).toBe(0);
  });

  it('retries until the copies of account and lecture have arrived', async () => {
    await fixture.rows('DELETE FROM account_copy');
    await fixture.rows('DELETE FROM lecture_copy');
    await add();
    await run();
    await fixture.accounts.save(account('mina'), 1);
    fixture.clock.step(seconds(1));
    await run();
    expect(await stored()).toMatchObject({ status: 'PENDING' });
    await fixture.lectures.change(algorithms.id, (known) => applyLectureState(known, algorithms, 1, false));
    fixture.clock.step(seconds(2));
    await run();
    expect(sending.sms.delivered).toHaveLength(1);
  });

  it('does not ask for a payment after the hold has expired', async () => {
    const waiting = requested(2);
    await fixture.saveRegistration(waiting);
    await fixture.notifications.add([
      registrationNotification('registration.requested', waiting, 1, undefined, fixture.clock.now(), 3_000)!,
    ]);
    fixture.clock.step(minutes(10));
    await run();
    expect(await stored()).toEqual({ status: 'OVERTAKEN', reason: 'its deadline has passed' });
  });

  it('starts no attempt that could outlive its claim; the next run sends the message', async () => {
    await choose('email');
    for (let n = 1; n <= 6; n += 1) {
      await fixture.saveRegistration(confirmed(n));
      await add(confirmed(n));
    }
    sending.smtp.onAccepted = () => fixture.clock.step(seconds(40));
    await run('email');
    expect(sending.smtp.delivered).toHaveLength(1);
    expect(
      await fixture.rows(`SELECT status FROM notification WHERE status = 'PENDING' AND attempts = 0`),
    ).toHaveLength(5);
    sending.smtp.onAccepted = () => {};
    while ((await run('email')) === 'more') expect(true).toBe(true);
    expect(new Set(sending.smtp.delivered.map(({ key }) => key)).size).toBe(6);
    expect(await sending.metric('sugang_notifications_repeated_total')).toBe('0');
  });

  it('returns more after a full batch, and done after the last one', async () => {
    for (let n = 1; n <= 20; n += 1) {
      await fixture.saveRegistration(confirmed(n));
      await add(confirmed(n));
    }
    expect([await run(), await run()]).toEqual(['more', 'done']);
    expect(sending.sms.delivered).toHaveLength(20);
  });
});
