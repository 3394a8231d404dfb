import { beforeEach, describe, expect, it } from '@jest/globals';
import { hours } from '#testing';
import { joonId, onEveryStore } from '../../test/notification-store-fixture.js';
import { SendingFixture } from '../../test/sending-fixture.js';
import { account, confirmed } from '../../test/states.js';
import { NotificationSettings } from '../settings.js';

onEveryStore('SendDueNotifications', (fixture) => {
  const sending = SendingFixture.on(fixture);
  const { choose, add, run } = sending;

  describe('to a webhook that does not respond', () => {
    const addFor = async (studentId: string, number: number, url: string) => {
      const registration = { ...confirmed(number), studentId };
      await fixture.accounts.save(account('mina', { id: studentId }), 1);
      await fixture.preferences.save(studentId, { channels: ['webhook'], phone: null, webhookUrl: url });
      await fixture.saveRegistration(registration);
      await add(registration);
    };
    /** Milliseconds until the webhook that responds has received its message, which is stored after all others. */
    const delayOfOthers = async () => {
      await addFor('patient', 99, sending.hooks.url);
      sending.handler.batchWaitMs = 100;
      const startedAt = performance.now();
      while (sending.hooks.delivered.length === 0) await run('webhook');
      return performance.now() - startedAt;
    };

    it('a webhook that does not respond delays only the messages of its student', async () => {
      for (let n = 1; n <= 40; n += 1) await addFor('slow', n, sending.unresponsive.url);
      expect(await delayOfOthers()).toBeLessThan(1_000);
      expect(sending.unresponsive.requests).toBe(1);
    });

    it('a webhook host that does not respond delays only the messages to it', async () => {
      for (let n = 1; n <= 40; n += 1) await addFor(`slow-${n}`, n, sending.unresponsive.url);
      expect(await delayOfOthers()).toBeLessThan(1_000);
      expect(sending.unresponsive.requests).toBe(4);
    });
  });

  it('mails nothing to an address that its owner has not verified, and everything once it is verified', async () => {
    await choose('email');
    await fixture.accounts.save(account('mina', { emailVerified: false }), 2);
    await add();
    await run('email');
    expect(await fixture.rows('SELECT status, reason FROM notification')).toEqual([
      { status: 'UNWANTED', reason: 'the e-mail address is not verified' },
    ]);
    await fixture.accounts.save(account('mina', { emailVerified: true }), 3);
    await fixture.saveRegistration(confirmed(2));
    await add(confirmed(2));
    await run('email');
    expect(sending.smtp.delivered).toHaveLength(1);
  });

  describe('to an address with a budget of three messages an hour and five a day', () => {
    const settings = NotificationSettings.load({
      SUGANG_NOTIFICATION_PER_HOUR: '3',
      SUGANG_NOTIFICATION_PER_DAY: '5',
    });
    beforeEach(async () => {
      sending.restart(settings);
      await choose('email');
      for (let n = 1; n <= 7; n += 1) {
        await fixture.saveRegistration(confirmed(n));
        await add(confirmed(n));
      }
    });
    const runAll = async () => {
      while ((await run('email')) === 'more') expect(true).toBe(true);
    };
    const statuses = async () =>
      Object.fromEntries(
        (await fixture.rows(`SELECT status, COUNT(*) AS n FROM notification GROUP BY status`)).map((row) => [
          row.status,
          Number(row.n),
        ]),
      );

    it('delays messages beyond the hourly budget, and marks messages beyond the daily budget as LIMITED', async () => {
      await runAll();
      expect(sending.smtp.delivered).toHaveLength(3);
      expect(await statuses()).toEqual({ SENT: 3, PENDING: 4 });
      expect(await fixture.rows(`SELECT DISTINCT reason FROM notification WHERE status = 'PENDING'`)).toEqual([
        { reason: 'more than 3 messages in an hour' },
      ]);
      fixture.clock.step(hours(1));
      await runAll();
      expect(await statuses()).toEqual({ SENT: 5, LIMITED: 2 });
      expect(sending.smtp.delivered).toHaveLength(5);
      expect(await sending.metric('sugang_notifications_total', 'result="limited"')).toBe('2');
      expect(await sending.metric('sugang_notifications_total', 'result="deferred"')).toBe('4');
    });

    it('applies to each address separately, whichever replica sends', async () => {
      await runAll();
      await fixture.preferences.save(joonId, { channels: ['email'], phone: null, webhookUrl: null });
      const joons = { ...confirmed(8), studentId: joonId };
      await fixture.saveRegistration(joons);
      await fixture.saveRegistration(confirmed(9));
      await add(joons);
      await add(confirmed(9));
      sending.restart(settings);
      await runAll();
      expect(sending.smtp.delivered).toHaveLength(4);
    });
  });
});
