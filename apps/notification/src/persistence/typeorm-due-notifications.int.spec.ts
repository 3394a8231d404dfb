import { expect, it } from '@jest/globals';
import { minutes, seconds } from '#testing';
import { joonId, minaId, onEveryStore } from '../../test/notification-store-fixture.js';
import { algorithms, canceled, confirmed, monday } from '../../test/states.js';
import { registrationNotification } from '../domain/registration-notification.js';

const LEASE = minutes(1);

onEveryStore('due messages', (fixture) => {
  const add = (n: number, dueAt = monday) =>
    fixture.notifications.add([
      { ...registrationNotification('registration.confirmed', confirmed(n), 2, undefined, monday, 0)!, dueAt },
    ]);
  const claim = (limit = 10) => {
    const now = fixture.clock.now();
    return fixture.due.claim('log', now, new Date(now.getTime() + LEASE), limit);
  };
  const statuses = async () =>
    (await fixture.rows<{ status: string }>(`SELECT status FROM notification WHERE channel = 'log' ORDER BY id`)).map(
      ({ status }) => status,
    );

  it('are claimed longest overdue first, and never before they are due', async () => {
    await add(1, new Date(monday.getTime() + seconds(1)));
    await add(2);
    expect((await claim()).map(({ subject }) => subject)).toEqual([confirmed(2).id]);
    fixture.clock.step(seconds(1));
    expect((await claim()).map(({ subject }) => subject)).toEqual([confirmed(1).id]);
  });

  it('are claimed by exactly one of several concurrent senders', async () => {
    for (let n = 1; n <= 20; n += 1) await add(n);
    const claims = (await Promise.all(Array.from({ length: 8 }, () => claim(5)))).flat();
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    const rest = await claim(100);
    expect(claims.length + rest.length).toBe(20);
    expect(await claim(100)).toEqual([]);
  });

  it('are deleted some time after they have ended, a batch at a time, and never while they wait', async () => {
    for (const n of [1, 2, 3]) await add(n);
    await add(4, new Date(monday.getTime() + minutes(60)));
    for (const each of await claim()) await fixture.due.finish(each, { status: 'PARKED', at: monday, reason: 'x' });
    expect(await fixture.due.deleteEnded(monday, 2)).toBe(0);
    const later = new Date(monday.getTime() + 1);
    expect([await fixture.due.deleteEnded(later, 2), await fixture.due.deleteEnded(later, 2)]).toEqual([2, 1]);
    expect(await statuses()).toEqual(['PENDING']);
  });

  it('are claimed with the current copies and preferences', async () => {
    await fixture.saveCopies();
    await fixture.saveRegistration(canceled(1));
    await add(1);
    await fixture.preferences.save(minaId, { channels: ['sms'], phone: '+821012345678', webhookUrl: null });
    expect(await claim()).toMatchObject([
      {
        recipientId: minaId,
        account: { name: 'Mina', email: 'mina@sugang.dev', locale: 'ko' },
        lecture: { id: algorithms.id, title: 'Algorithms 101' },
        registration: { status: 'CANCELED', sequence: 3 },
        preferences: { channels: ['sms'], phone: '+821012345678' },
        facts: { amount: 49_000 },
        repeated: false,
      },
    ]);
  });

  it('are claimed without copies that have not arrived yet', async () => {
    await add(1);
    const [claimed] = await claim();
    expect([claimed?.account, claimed?.lecture, claimed?.registration]).toEqual([undefined, undefined, undefined]);
    expect(claimed?.preferences.channels).toEqual(['log', 'email']);
  });

  it('are claimed again after their sender crashed, as repeated, and the late outcome of the crashed sender is ignored', async () => {
    await add(1);
    const [crashed] = await claim();
    fixture.clock.step(LEASE);
    const [restarted] = await claim();
    expect([crashed?.repeated, restarted?.repeated, restarted?.attempts]).toEqual([false, true, 2]);
    await fixture.due.finish(crashed!, { status: 'PARKED', at: fixture.clock.now(), reason: 'too late' });
    expect(await statuses()).toEqual(['SENDING']);
    await fixture.due.finish(restarted!, { status: 'SENT', at: fixture.clock.now(), text: { title: 'T', body: 'B' } });
    expect(await statuses()).toEqual(['SENT']);
    fixture.clock.step(LEASE * 10);
    expect(await claim()).toEqual([]);
  });

  it('are claimed again when their sender crashed and the clock was set back by an hour', async () => {
    await add(1, new Date(monday.getTime() - minutes(60)));
    await claim();
    fixture.clock.step(-minutes(60));
    expect(await claim()).toMatchObject([{ attempts: 2, repeated: true }]);
    fixture.clock.step(-seconds(1));
    expect(await claim()).toEqual([]);
  });

  it('are claimed again at the retry time, not as repeated', async () => {
    await add(1);
    const [first] = await claim();
    await fixture.due.retryAt(first!, new Date(monday.getTime() + seconds(5)), 'x'.repeat(1_000));
    expect(await claim()).toEqual([]);
    fixture.clock.step(seconds(5));
    expect(await claim()).toMatchObject([{ attempts: 2, repeated: false }]);
  });

  it('that were released without an attempt can be claimed as before', async () => {
    await add(1);
    const [untried] = await claim();
    await fixture.due.release(untried!, monday);
    const [taken] = await claim();
    expect(taken).toMatchObject({ attempts: 1, repeated: false });
    fixture.clock.step(LEASE);
    const [repeated] = await claim();
    await fixture.due.release(taken!, monday);
    await fixture.due.release(repeated!, monday);
    expect(await claim()).toMatchObject([{ attempts: 2, repeated: true }]);
  });

  it('claimed by a previous process are released on startup in a store that only one process uses', async () => {
    await add(1);
    await claim();
    await fixture.due.releaseClaims(fixture.clock.now());
    const isSingleProcess = fixture.database.dialect === 'sqlite';
    expect(await claim()).toMatchObject(isSingleProcess ? [{ repeated: true }] : []);
  });

  it('are counted by channel: pending, parked and the oldest', async () => {
    expect(await fixture.due.counts()).toEqual([]);
    await add(1);
    fixture.clock.step(seconds(3));
    await fixture.notifications.add([
      {
        ...registrationNotification('registration.confirmed', confirmed(2), 2, undefined, monday, 0)!,
        recipientId: joonId,
      },
    ]);
    const [first] = await claim(1);
    const logCounts = async () => (await fixture.due.counts()).find(({ channel }) => channel === 'log');
    expect(await logCounts()).toEqual({ channel: 'log', pending: 2, parked: 0, oldest: monday });
    await fixture.due.finish(first!, { status: 'PARKED', at: fixture.clock.now(), reason: 'rejected' });
    const oldest = new Date(monday.getTime() + seconds(3));
    expect(await logCounts()).toEqual({ channel: 'log', pending: 1, parked: 1, oldest });
  });
});
