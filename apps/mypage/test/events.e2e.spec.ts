import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rebuildRequestedKeyOf } from '#contracts';
import { UuidV7Ids } from '#platform';
import { cast, eventually, tempDir } from '#testing';
import { Owners } from './owners.js';
import { RunningMyPage } from './running-my-page.js';
import { account, confirmed, drPark, idOf, lecture, march, payment, registration } from './states.js';

describe('My Page by events', () => {
  const root = tempDir('mypage-events');
  let number = 0;
  let dir: string;
  let page: RunningMyPage;
  let owners: Owners;
  const start = async (before?: Owners) => {
    owners = new Owners(before);
    page = await RunningMyPage.start(dir, {}, owners);
  };
  beforeEach(async () => {
    dir = `${root}/${++number}`;
    await start();
    await eventually(() => expect(owners.asked).toHaveLength(1));
  });
  afterEach(() => page.stop());

  const minaEnrols = async () => {
    await owners.tell('account.signed-up', account());
    await owners.tell('account.signed-up', account({ id: drPark, name: 'Dr. Park', role: 'instructor' }));
    await owners.tell('lecture.opened', lecture());
    await owners.tell('registration.confirmed', confirmed());
    await owners.tell('registration.requested', registration());
    await owners.tell('payment.completed', payment());
  };
  const shown = async () => (await page.get(`/mypage/registrations/${idOf(1)}`)).body;
  const generation = async () => (await page.views.mark()).split('-')[0];
  const requestRebuild = async () => {
    const id = new UuidV7Ids().next();
    const body = JSON.stringify({ requestId: id, requestedAt: march(4) });
    await page.broker.publish({ id, routingKey: rebuildRequestedKeyOf('mypage'), body });
    return id;
  };

  it('shows a whole registration, though its events arrive in the wrong order', async () => {
    await minaEnrols();
    await eventually(async () =>
      expect(await shown()).toMatchObject({
        status: 'CONFIRMED',
        lecture: { title: 'Algorithms 101', instructorName: 'Dr. Park', firstSessionAt: march(20) },
        payment: { status: 'COMPLETED' },
        updatedAt: march(2, 1),
      }),
    );
    expect((await page.get('/mypage')).body).toMatchObject({
      student: { name: 'Mina' },
      totalPaid: { amount: 49_000 },
    });
    expect(await page.service.metrics.text()).toMatch(/sugang_view_lag_seconds_count\{.*\} [1-9]/);
  });

  it('tells an open stream of an event within a second', async () => {
    const stream = await page.stream();
    const told = performance.now();
    await owners.tell('registration.confirmed', confirmed());
    await eventually(() => expect(stream.documents).toMatchObject([{ status: 'CONFIRMED' }]), { within: 1_500 });
    expect(performance.now() - told).toBeLessThan(1_200);
  });

  it('asks for the states by itself when its queue is new, once, and so shows what it has missed', async () => {
    await minaEnrols();
    const known = owners;
    await page.stop();
    dir = `${dir}-without-a-past`;
    await start(known);
    await eventually(async () => expect(await shown()).toMatchObject({ payment: { status: 'COMPLETED' } }));
    expect(owners.asked).toHaveLength(1);
    // Stopped before every owner has been heard it is still new, and asks again: each try leaves it twice the time.
    let rest = 50;
    await eventually(
      async () => {
        await page.stop();
        await start(known);
        await owners.tell('lecture.changed', lecture({ title: 'Algorithms 102', version: 2 }));
        await eventually(async () => expect(await shown()).toMatchObject({ lecture: { title: 'Algorithms 102' } }));
        if (owners.asked.length > 0) await new Promise((resolve) => setTimeout(resolve, (rest *= 2)));
        expect(owners.asked).toEqual([]);
      },
      { within: 20_000 },
    );
  }, 40_000);

  it('rebuilt on request, equals itself', async () => {
    await minaEnrols();
    await eventually(async () => expect(await shown()).toMatchObject({ payment: { status: 'COMPLETED' } }));
    const grown = await shown();
    const before = await generation();
    const requestId = await requestRebuild();
    await eventually(async () => expect(await generation()).not.toBe(before));
    expect(owners.asked.map(({ requestId }) => requestId)).toContain(requestId);
    expect(await shown()).toEqual(grown);
  });

  it('is read as before while it is rebuilt, and shows news at once', async () => {
    await minaEnrols();
    await eventually(async () => expect(await shown()).toMatchObject({ payment: { status: 'COMPLETED' } }));
    let goOn = (): void => undefined;
    owners.pause = () => new Promise((resolve) => (goOn = resolve));
    const before = await generation();
    await requestRebuild();
    await eventually(() => expect(owners.asked).toHaveLength(2));
    await owners.tell('registration.canceled', confirmed({ status: 'CANCELED', endedAt: march(3), version: 3 }));
    await eventually(async () => expect(await shown()).toMatchObject({ status: 'CANCELED' }));
    goOn();
    await eventually(async () => expect(await generation()).not.toBe(before));
    expect(await shown()).toMatchObject({ status: 'CANCELED', payment: { status: 'COMPLETED' } });
  });

  it('goes on with a rebuild after a restart', async () => {
    await minaEnrols();
    await eventually(async () => expect(await shown()).toMatchObject({ payment: { status: 'COMPLETED' } }));
    const before = await generation();
    owners.pause = () => Promise.reject(new Error('the owners are down'));
    await requestRebuild();
    await eventually(() => expect(owners.asked).toHaveLength(2));
    await page.stop();
    await start(owners);
    await eventually(async () => expect(await generation()).not.toBe(before));
    expect(await shown()).toMatchObject({ status: 'CONFIRMED', payment: { status: 'COMPLETED' } });
  });

  it('parks a request for a rebuild that nobody can read', async () => {
    await page.broker.publish({ id: idOf(7), routingKey: rebuildRequestedKeyOf('mypage'), body: '{' });
    await eventually(async () =>
      expect(await page.broker.parked.list({ consumer: 'mypage-rebuild' })).toMatchObject([{ messageId: idOf(7) }]),
    );
  });

  it('shows nothing of Joon to Mina', async () => {
    await owners.tell('registration.confirmed', confirmed({ studentId: cast.joon.sub }));
    await eventually(async () => expect((await page.get('/mypage', cast.joon)).body.counts).toEqual({ CONFIRMED: 1 }));
    expect((await page.get('/mypage')).body.counts).toEqual({});
  });
});
