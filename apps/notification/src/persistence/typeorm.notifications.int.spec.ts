import { expect, it } from '@jest/globals';
import { idOf } from '#testing';
import { joonId, minaId, onEveryStore } from '../../test/notification-bench.js';
import { confirmed, monday } from '../../test/states.js';
import type { NewNotification } from '../domain/notification.js';
import { tellOfRegistration } from '../domain/tell-of-registration.js';

const told = (n = 1, changes: Partial<NewNotification> = {}): NewNotification => ({
  ...tellOfRegistration('registration.confirmed', confirmed(n), 2, undefined, monday, 0)!,
  ...changes,
});

onEveryStore('what students are told', (bench) => {
  const stored = () => bench.rows<{ channel: string }>('SELECT channel FROM notification ORDER BY channel');
  const channels = async () => (await stored()).map(({ channel }) => channel);

  it('is stored once for each channel that they want', async () => {
    await bench.notifications.add([told()]);
    expect(await channels()).toEqual(['email', 'log']);
    await bench.choices.keep(minaId, { channels: ['sms'], phone: '+821012345678', webhookUrl: null });
    await bench.notifications.add([told(2)]);
    expect(await channels()).toEqual(['email', 'log', 'sms']);
  });

  it('is not stored where they want to be told nothing', async () => {
    await bench.choices.keep(minaId, { channels: [], phone: null, webhookUrl: null });
    await bench.notifications.add([told()]);
    expect(await channels()).toEqual([]);
  });

  it('is stored once, however often and at however many places at once it is told', async () => {
    await Promise.all(Array.from({ length: 20 }, () => bench.notifications.add([told()])));
    await bench.notifications.add([told(), told(2)]);
    expect(await channels()).toEqual(['email', 'email', 'log', 'log']);
  });

  it('rings for the sender once it is committed, and not where nothing is new', async () => {
    let rung = 0;
    bench.bell.onRing('message', () => (rung += 1));
    await bench.database.transaction(async () => {
      await bench.notifications.add([told()]);
      expect(rung).toBe(0);
    });
    expect(rung).toBe(1);
    await bench.notifications.add([told()]);
    expect(rung).toBe(1);
  });

  it('is not told of earlier states once a later one is known', async () => {
    await bench.notifications.add([told(1, { sequence: 1 }), told(2, { sequence: 1 })]);
    await bench.due.claim('email', monday, monday, 10);
    await bench.notifications.overtake(told(1).subject, 2);
    const rows = await bench.rows('SELECT status, reason FROM notification ORDER BY subject, channel');
    // What is just being sent is judged where it is sent.
    expect(rows).toMatchObject([
      { status: 'SENDING' },
      { status: 'OVERTAKEN', reason: 'sequence 2' },
      { status: 'SENDING' },
      { status: 'PENDING' },
    ]);
  });

  it('is listed to them alone, newest first, page by page, once it was sent', async () => {
    await bench.knowsThePeople();
    for (const n of [1, 2, 3, 4, 5]) await bench.notifications.add([told(n)]);
    await bench.notifications.add([told(6, { studentId: joonId })]);
    const until = new Date(monday.getTime() + 60_000);
    const claims = await bench.due.claim('log', monday, until, 10);
    expect(await bench.notifications.sentTo(minaId, 10)).toEqual({ items: [], next: null });
    for (const [n, claim] of claims.entries()) {
      // Two at a time are sent in the same millisecond.
      const at = new Date(monday.getTime() + Math.floor(n / 2));
      await bench.due.end(claim, { status: 'SENT', at, text: { title: 'Title', body: `message ${n}` } });
    }
    const all = (await bench.notifications.sentTo(minaId, 10)).items;
    expect(all.map(({ registrationId }) => registrationId)).toEqual([5, 4, 3, 2, 1].map((n) => idOf(1_000 + n)));
    expect(all[0]).toMatchObject({ channel: 'log', template: 'confirmed', title: 'Title', body: 'message 4' });
    const first = await bench.notifications.sentTo(minaId, 3);
    const second = await bench.notifications.sentTo(minaId, 3, first.next ?? undefined);
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.next).toBeNull();
  });
});

onEveryStore('without the key of what has happened', (bench) => {
  it('without the check, a repeated notification is stored each time', async () => {
    const onTable = bench.database.dialect === 'mysql' ? ' ON notification' : '';
    await bench.rows(`DROP INDEX notification_once${onTable}`);
    for (let n = 0; n < 5; n += 1) await bench.notifications.add([told()]);
    expect(await bench.rows('SELECT id FROM notification')).toHaveLength(10);
  });
});
