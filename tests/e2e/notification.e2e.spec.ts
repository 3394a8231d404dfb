import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

describe('notifications to students', () => {
  let system: RunningSystem;
  let mina: Client;
  let joon: Client;
  let sora: Client;
  let park: Client;

  beforeAll(async () => {
    system = await RunningSystem.start({ env: { SUGANG_NOTIFICATION_GRACE_MS: '1500' } });
    [mina, joon, park] = (await Promise.all(
      ['mina', 'joon', 'park'].map((name) => Client.login(system.url, `${name}@sugang.dev`)),
    )) as [Client, Client, Client];
    const password = 'a long enough phrase';
    const account = { email: 'sora@example.org', password, name: 'Sora', locale: 'en' };
    expect((await new Client(system.url).post('/auth/sign-up', account)).status).toBe(201);
    sora = await Client.login(system.url, account.email, password);
  });
  afterAll(async () => {
    await system.stop();
    system.forget();
  });

  async function opened(title: string): Promise<{ id: string; tag: string }> {
    const { status, body, headers } = await park.post('/admin/lectures', lectureBody({ title }));
    expect(status).toBe(201);
    await eventually(async () => expect((await mina.get(`/lectures/${body.id}/availability`)).status).toBe(200));
    return { id: body.id as string, tag: headers.get('etag')! };
  }

  const sentOf = async (who: Client, registrationId: string) =>
    (await who.all('/mypage/notifications')).filter((each) => each.registrationId === registrationId);
  const templatesOf = async (who: Client, registrationId: string) =>
    (await sentOf(who, registrationId)).map(({ template }) => template);

  it('confirm a registration in the language of the account', async () => {
    const { id } = await opened('Compilers');
    const [minas, soras] = [(await mina.register(id)).body.id, (await sora.register(id)).body.id];
    await eventually(async () => {
      expect(await sentOf(mina, minas)).toMatchObject([
        { channel: 'log', template: 'confirmed', body: expect.stringContaining('“Compilers” 강의의 수강 신청이 확정') },
      ]);
      expect(await sentOf(sora, soras)).toMatchObject([
        {
          template: 'confirmed',
          body: expect.stringContaining('Sora, your registration for “Compilers” is confirmed.'),
        },
      ]);
    });
  });

  it('report a cancellation once and its refund once', async () => {
    const registration = (await mina.register((await opened('Logic')).id)).body.id;
    await eventually(async () => expect(await templatesOf(mina, registration)).toEqual(['confirmed']));
    await mina.cancel(registration);
    await mina.cancel(registration);
    await eventually(async () => {
      expect((await templatesOf(mina, registration)).toSorted()).toEqual([
        'canceled-by-student',
        'confirmed',
        'refunded',
      ]);
    });
    expect((await sentOf(mina, registration)).find(({ template }) => template === 'refunded').body).toContain(
      '49,000원',
    );
  });

  it('report a declined and a pending payment', async () => {
    const { id } = await opened('Databases');
    const declined = (await mina.register(id, 'tok_declined')).body.registrationId;
    await eventually(async () => expect(await templatesOf(mina, declined)).toEqual(['payment-declined']));
    const waiting = (await mina.register(id, 'tok_hang')).body.id;
    await eventually(async () => expect(await templatesOf(mina, waiting)).toEqual(['payment-deferred']));
    expect((await mina.pay(waiting)).status).toBe(200);
    await eventually(async () => expect(await templatesOf(mina, waiting)).toEqual(['confirmed', 'payment-deferred']));
  });

  it('report a changed and a canceled lecture', async () => {
    const { id, tag } = await opened('Graphs');
    const registration = (await mina.register(id)).body.id;
    await eventually(async () => expect(await templatesOf(mina, registration)).toEqual(['confirmed']));
    const renamed = await park.patch(`/admin/lectures/${id}`, { title: 'Graphs and Trees' }, { 'If-Match': tag });
    expect(renamed.status).toBe(200);
    await eventually(async () => {
      expect((await sentOf(mina, registration))[0]).toMatchObject({
        template: 'lecture-changed',
        body: expect.stringContaining('Graphs and Trees'),
      });
    });
    await park.post(`/admin/lectures/${id}/cancel`, { reason: 'Ill.' });
    await eventually(async () => {
      const sent = (await templatesOf(mina, registration)).toSorted();
      expect(sent).toEqual(['canceled-by-lecture', 'confirmed', 'lecture-changed', 'refunded']);
    });
  });

  it('are not sent to a student who switched all channels off', async () => {
    const preferences = '/mypage/notification-preferences';
    expect((await joon.get(preferences)).body).toEqual({ channels: ['log'] });
    expect((await joon.request('PUT', preferences, { channels: [] })).body).toEqual({ channels: [] });
    const { id } = await opened('Silence');
    const [joons, minas] = [(await joon.register(id)).body.id, (await mina.register(id)).body.id];
    await eventually(async () => expect(await templatesOf(mina, minas)).toEqual(['confirmed']));
    expect(await sentOf(joon, joons)).toEqual([]);
  });

  it('are visible only to their recipient', async () => {
    const mine = await mina.all('/mypage/notifications');
    const theirs = await joon.all('/mypage/notifications');
    expect(mine.filter(({ id }) => theirs.some((each) => each.id === id))).toEqual([]);
    expect((await new Client(system.url).get('/mypage/notifications')).status).toBe(401);
    expect((await park.get('/mypage/notifications')).status).toBe(403);
  });
});
