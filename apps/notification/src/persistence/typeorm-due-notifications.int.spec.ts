import { expect, it } from '@jest/globals';
import { minutes, seconds } from '#testing';
import { joonId, minaId, onEveryStore } from '../../test/notification-bench.js';
import { algorithms, canceled, confirmed, monday } from '../../test/states.js';
import { tellOfRegistration } from '../domain/tell-of-registration.js';

const LEASE = minutes(1);

onEveryStore('messages whose time has come', (bench) => {
  const tell = (n: number, dueAt = monday) =>
    bench.notifications.add([
      { ...tellOfRegistration('registration.confirmed', confirmed(n), 2, undefined, monday, 0)!, dueAt },
    ]);
  const claim = (limit = 10) => {
    const now = bench.clock.now();
    return bench.due.claim('log', now, new Date(now.getTime() + LEASE), limit);
  };
  const statuses = async () =>
    (await bench.rows<{ status: string }>(`SELECT status FROM notification WHERE channel = 'log' ORDER BY id`)).map(
      ({ status }) => status,
    );

  it('are claimed longest overdue first, and none before its time', async () => {
    await tell(1, new Date(monday.getTime() + seconds(1)));
    await tell(2);
    expect((await claim()).map(({ subject }) => subject)).toEqual([confirmed(2).id]);
    bench.clock.step(seconds(1));
    expect((await claim()).map(({ subject }) => subject)).toEqual([confirmed(1).id]);
  });

  it('are claimed by one of all who want them at once', async () => {
    for (let n = 1; n <= 20; n += 1) await tell(n);
    const claims = (await Promise.all(Array.from({ length: 8 }, () => claim(5)))).flat();
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    const rest = await claim(100);
    expect(claims.length + rest.length).toBe(20);
    expect(await claim(100)).toEqual([]);
  });

  it('come with what is known by now', async () => {
    await bench.knowsThePeople();
    await bench.registered(canceled(1));
    await tell(1);
    await bench.choices.keep(minaId, { channels: ['sms'], phone: '+821012345678', webhookUrl: null });
    expect(await claim()).toMatchObject([
      {
        studentId: minaId,
        account: { name: 'Mina', email: 'mina@sugang.dev', locale: 'ko' },
        lecture: { id: algorithms.id, title: 'Algorithms 101' },
        registration: { status: 'CANCELED', sequence: 3 },
        preferences: { channels: ['sms'], phone: '+821012345678' },
        facts: { amount: 49_000 },
        repeated: false,
      },
    ]);
  });

  it('come without what is not known yet', async () => {
    await tell(1);
    const [claimed] = await claim();
    expect([claimed?.account, claimed?.lecture, claimed?.registration]).toEqual([undefined, undefined, undefined]);
    expect(claimed?.preferences.channels).toEqual(['log', 'email']);
  });

  it('are claimed again after their sender died, as repeated, and the dead man’s word counts no more', async () => {
    await tell(1);
    const [dead] = await claim();
    bench.clock.step(LEASE);
    const [alive] = await claim();
    expect([dead?.repeated, alive?.repeated, alive?.attempts]).toEqual([false, true, 2]);
    await bench.due.end(dead!, { status: 'PARKED', at: bench.clock.now(), reason: 'too late' });
    expect(await statuses()).toEqual(['SENDING']);
    await bench.due.end(alive!, { status: 'SENT', at: bench.clock.now(), text: { title: 'T', body: 'B' } });
    expect(await statuses()).toEqual(['SENT']);
    bench.clock.step(LEASE * 10);
    expect(await claim()).toEqual([]);
  });

  it('come back when they were given back, not as repeated', async () => {
    await tell(1);
    const [first] = await claim();
    await bench.due.giveBack(first!, new Date(monday.getTime() + seconds(5)), 'x'.repeat(1_000));
    expect(await claim()).toEqual([]);
    bench.clock.step(seconds(5));
    expect(await claim()).toMatchObject([{ attempts: 2, repeated: false }]);
  });

  it('that were left untried come back as if they had not been claimed', async () => {
    await tell(1);
    const [untried] = await claim();
    await bench.due.leave(untried!, monday);
    const [taken] = await claim();
    expect(taken).toMatchObject({ attempts: 1, repeated: false });
    bench.clock.step(LEASE);
    const [repeated] = await claim();
    await bench.due.leave(taken!, monday);
    await bench.due.leave(repeated!, monday);
    expect(await claim()).toMatchObject([{ attempts: 2, repeated: true }]);
  });

  it('that died with the process before are taken up at once where no other process can hold them', async () => {
    await tell(1);
    await claim();
    await bench.due.forgetClaims(bench.clock.now());
    const alone = bench.database.dialect === 'sqlite';
    expect(await claim()).toMatchObject(alone ? [{ repeated: true }] : []);
  });

  it('are counted: what waits, since when, and what was given up', async () => {
    expect(await bench.due.figures()).toEqual([]);
    await tell(1);
    bench.clock.step(seconds(3));
    await bench.notifications.add([
      { ...tellOfRegistration('registration.confirmed', confirmed(2), 2, undefined, monday, 0)!, studentId: joonId },
    ]);
    const [first] = await claim(1);
    const figures = async () => (await bench.due.figures()).find(({ channel }) => channel === 'log');
    expect(await figures()).toEqual({ channel: 'log', pending: 2, parked: 0, oldest: monday });
    await bench.due.end(first!, { status: 'PARKED', at: bench.clock.now(), reason: 'hopeless' });
    const oldest = new Date(monday.getTime() + seconds(3));
    expect(await figures()).toEqual({ channel: 'log', pending: 1, parked: 1, oldest });
  });
});
