import { expect, it } from '@jest/globals';
import { inContext } from '#platform';
import { cast, idOf } from '#testing';
import { joonId, minaId, onEveryStore } from '../../test/notification-store-fixture.js';
import { algorithms, confirmed, monday, requested } from '../../test/states.js';
import type { NewNotification } from '../domain/notification.js';
import { registrationNotification } from '../domain/registration-notification.js';
import { NotifyOfRegistration, NotifyOfRegistrationHandler } from '../use-cases/notify-of-registration.js';

const message = (n = 1, changes: Partial<NewNotification> = {}): NewNotification => ({
  ...registrationNotification('registration.confirmed', confirmed(n), 2, undefined, monday, 0)!,
  ...changes,
});

onEveryStore('the store of notifications', (fixture) => {
  const stored = () => fixture.rows<{ channel: string }>('SELECT channel FROM notification ORDER BY channel');
  const channels = async () => (await stored()).map(({ channel }) => channel);

  it('stores a message once per chosen channel', async () => {
    await fixture.notifications.add([message()]);
    expect(await channels()).toEqual(['email', 'log']);
    await fixture.preferences.save(minaId, { channels: ['sms'], phone: '+821012345678', webhookUrl: null });
    await fixture.notifications.add([message(2)]);
    expect(await channels()).toEqual(['email', 'log', 'sms']);
  });

  it('stores nothing for a student who has turned notifications off', async () => {
    await fixture.preferences.save(minaId, { channels: [], phone: null, webhookUrl: null });
    await fixture.notifications.add([message()]);
    expect(await channels()).toEqual([]);
  });

  it('stores a message once, even if it is added repeatedly and concurrently', async () => {
    await Promise.all(Array.from({ length: 20 }, () => fixture.notifications.add([message()])));
    await fixture.notifications.add([message(), message(2)]);
    expect(await channels()).toEqual(['email', 'email', 'log', 'log']);
  });

  it('stores a message to the student and one to the staff about the same change', async () => {
    const toStaff = message(1, { recipientId: cast.drPark.sub, staffOf: algorithms.id });
    for (let n = 0; n < 2; n += 1) await fixture.notifications.add([message(), toStaff]);
    expect(await channels()).toEqual(['email', 'email', 'log', 'log']);
  });

  it('stores and withdraws the messages of many events that arrive together, each in its own context', async () => {
    await fixture.notifications.add([message(1, { sequence: 1 }), message(2, { sequence: 1 })]);
    const arrives = (n: number, join: <T>(unit: () => Promise<T>) => Promise<T>) =>
      inContext({ correlationId: `request-${n}` }, () =>
        join(async () => {
          await fixture.notifications.withdrawBefore(message(n).subject, 2);
          await fixture.notifications.add([message(n)]);
        }),
      );
    await fixture.database.shared((_tx, join) => Promise.all([1, 2, 3].map((n) => arrives(n, join))));
    const rows = await fixture.rows<{ correlation_id: string }>(
      `SELECT sequence, status, correlation_id FROM notification WHERE channel = 'log' ORDER BY sequence, subject`,
    );
    expect(rows.slice(0, 2)).toMatchObject([{ status: 'OVERTAKEN' }, { status: 'OVERTAKEN' }]);
    expect(rows.slice(2)).toEqual(
      [1, 2, 3].map((n) => ({ sequence: 2, status: 'PENDING', correlation_id: `request-${n}` })),
    );
  });

  it('wakes the sending jobs after the commit, and only if a message is new', async () => {
    await fixture.database.transaction(async () => {
      await fixture.notifications.add([message()]);
      expect(fixture.jobs.woken).toEqual([]);
    });
    const sendingJobs = ['send-by-log', 'send-by-email'];
    expect(fixture.jobs.woken).toEqual(sendingJobs);
    await fixture.notifications.add([message()]);
    expect(fixture.jobs.woken).toEqual(sendingJobs);
  });

  it('withdraws pending messages about earlier states', async () => {
    await fixture.notifications.add([message(1, { sequence: 1 }), message(2, { sequence: 1 })]);
    await fixture.due.claim('email', monday, monday, 10);
    await fixture.notifications.withdrawBefore(message(1).subject, 2);
    const rows = await fixture.rows('SELECT status, reason FROM notification ORDER BY subject, channel');
    // A message that is being sent is checked by its sender.
    expect(rows).toMatchObject([
      { status: 'SENDING' },
      { status: 'OVERTAKEN', reason: 'sequence 2' },
      { status: 'SENDING' },
      { status: 'PENDING' },
    ]);
  });

  it('withdraws the pending message about a declined card once the payment with the next one is deferred', async () => {
    const { registrations, lectures, notifications, clock, settings } = fixture;
    const handler = new NotifyOfRegistrationHandler(registrations, lectures, notifications, clock, settings);
    const declined = { ...requested(), declinedAttempts: 1, version: 2 };
    await handler.execute(new NotifyOfRegistration('registration.changed', declined, 2));
    const deferred = { ...declined, paymentDeferred: 'TIMEOUT', version: 3 } as const;
    await handler.execute(new NotifyOfRegistration('registration.payment-deferred', deferred, 3));
    await handler.execute(new NotifyOfRegistration('registration.changed', { ...deferred, version: 4 }, 4));
    const rows = await fixture.rows(
      `SELECT template, status FROM notification WHERE channel = 'log' ORDER BY created_at, sequence`,
    );
    expect(rows).toEqual([
      { template: 'payment-declined-held', status: 'OVERTAKEN' },
      { template: 'payment-deferred', status: 'PENDING' },
    ]);
  });

  it('lists the sent messages of one student, newest first, page by page', async () => {
    await fixture.saveCopies();
    for (const n of [1, 2, 3, 4, 5]) await fixture.notifications.add([message(n)]);
    await fixture.notifications.add([message(6, { recipientId: joonId })]);
    const until = new Date(monday.getTime() + 60_000);
    const claims = await fixture.due.claim('log', monday, until, 10);
    expect(await fixture.notifications.sentTo(minaId, 'students', 10)).toEqual({ items: [], next: null });
    for (const [n, claim] of claims.entries()) {
      // Two messages share each millisecond.
      const at = new Date(monday.getTime() + Math.floor(n / 2));
      await fixture.due.finish(claim, { status: 'SENT', at, text: { title: 'Title', body: `message ${n}` } });
    }
    const all = (await fixture.notifications.sentTo(minaId, 'students', 10)).items;
    expect(all.map(({ registrationId }) => registrationId)).toEqual([5, 4, 3, 2, 1].map((n) => idOf(1_000 + n)));
    expect(all[0]).toMatchObject({ channel: 'log', template: 'confirmed', title: 'Title', body: 'message 4' });
    const first = await fixture.notifications.sentTo(minaId, 'students', 3);
    const second = await fixture.notifications.sentTo(minaId, 'students', 3, first.next ?? undefined);
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.next).toBeNull();
  });
});

onEveryStore('the store of notifications without its unique index', (fixture) => {
  it('stores duplicates, which the tests above detect', async () => {
    const onTable = fixture.database.dialect === 'mysql' ? ' ON notification' : '';
    await fixture.rows(`DROP INDEX notification_once_per_recipient${onTable}`);
    for (let n = 0; n < 5; n += 1) await fixture.notifications.add([message()]);
    expect(await fixture.rows('SELECT id FROM notification')).toHaveLength(10);
  });
});
