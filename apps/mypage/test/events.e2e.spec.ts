import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rebuildRequestedKeyOf } from '#contracts';
import { UuidV7Ids } from '#platform';
import { cast, eventually, tempDir } from '#testing';
import { Owners } from './owners.js';
import { RunningMyPage } from './running-my-page.js';
import { account, confirmed, drPark, idOf, lecture, march, payment, registration } from './states.js';

describe('My Page', () => {
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
    await eventually(() => expect(owners.requests).toHaveLength(1));
  });
  afterEach(() => page.stop());

  const publishRegistration = async () => {
    await owners.publish('account.signed-up', account());
    await owners.publish('account.signed-up', account({ id: drPark, name: 'Dr. Park', role: 'instructor' }));
    await owners.publish('lecture.opened', lecture());
    await owners.publish('registration.confirmed', confirmed());
    await owners.publish('registration.requested', registration());
    await owners.publish('payment.completed', payment());
  };
  const shown = async () => (await page.get(`/mypage/registrations/${idOf(1)}`)).body;
  const generation = async () => (await page.views.mark()).split('-')[0];
  const requestRebuild = async () => {
    const id = new UuidV7Ids().next();
    const body = JSON.stringify({ requestId: id, requestedAt: march(4) });
    await page.broker.publish({ id, routingKey: rebuildRequestedKeyOf('mypage'), body });
    return id;
  };

  it('shows a complete registration, even if its events arrive out of order', async () => {
    await publishRegistration();
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

  it('sends an event to an open stream within a second', async () => {
    const stream = await page.stream();
    const publishedAt = performance.now();
    await owners.publish('registration.confirmed', confirmed());
    await eventually(() => expect(stream.documents).toMatchObject([{ status: 'CONFIRMED' }]), { within: 1_500 });
    expect(performance.now() - publishedAt).toBeLessThan(1_200);
  });

  it('requests one resync when its queue is new, and then shows what it has missed', async () => {
    await publishRegistration();
    const known = owners;
    await page.stop();
    dir = `${dir}-new-queue`;
    await start(known);
    await eventually(async () => expect(await shown()).toMatchObject({ payment: { status: 'COMPLETED' } }));
    expect(owners.requests).toHaveLength(1);
    // Stopped before every owner has finished, it requests again: each attempt gets twice the time.
    let waitMs = 50;
    await eventually(
      async () => {
        await page.stop();
        await start(known);
        await owners.publish('lecture.changed', lecture({ title: 'Algorithms 102', version: 2 }));
        await eventually(async () => expect(await shown()).toMatchObject({ lecture: { title: 'Algorithms 102' } }));
        if (owners.requests.length > 0) await new Promise((resolve) => setTimeout(resolve, (waitMs *= 2)));
        expect(owners.requests).toEqual([]);
      },
      { within: 20_000 },
    );
  }, 40_000);

  it('is equal after a rebuild', async () => {
    await publishRegistration();
    await eventually(async () => expect(await shown()).toMatchObject({ payment: { status: 'COMPLETED' } }));
    const original = await shown();
    const before = await generation();
    const requestId = await requestRebuild();
    await eventually(async () => expect(await generation()).not.toBe(before));
    expect(owners.requests.map(({ requestId }) => requestId)).toContain(requestId);
    expect(await shown()).toEqual(original);
  });

  it('stays readable during a rebuild, and shows new events immediately', async () => {
    await publishRegistration();
    await eventually(async () => expect(await shown()).toMatchObject({ payment: { status: 'COMPLETED' } }));
    let resume = (): void => undefined;
    owners.pause = () => new Promise((resolve) => (resume = resolve));
    const before = await generation();
    await requestRebuild();
    await eventually(() => expect(owners.requests).toHaveLength(2));
    await owners.publish('registration.canceled', confirmed({ status: 'CANCELED', endedAt: march(3), version: 3 }));
    await eventually(async () => expect(await shown()).toMatchObject({ status: 'CANCELED' }));
    resume();
    await eventually(async () => expect(await generation()).not.toBe(before));
    expect(await shown()).toMatchObject({ status: 'CANCELED', payment: { status: 'COMPLETED' } });
  });

  it('continues a rebuild after a restart', async () => {
    await publishRegistration();
    await eventually(async () => expect(await shown()).toMatchObject({ payment: { status: 'COMPLETED' } }));
    const before = await generation();
    owners.pause = () => Promise.reject(new Error('the owners are down'));
    await requestRebuild();
    await eventually(() => expect(owners.requests).toHaveLength(2));
    await page.stop();
    await start(owners);
    await eventually(async () => expect(await generation()).not.toBe(before));
    expect(await shown()).toMatchObject({ status: 'CONFIRMED', payment: { status: 'COMPLETED' } });
  });

  it('parks an unreadable rebuild request', async () => {
    await page.broker.publish({ id: idOf(7), routingKey: rebuildRequestedKeyOf('mypage'), body: '{' });
    await eventually(async () =>
      expect(await page.broker.parked.list({ consumer: 'mypage-rebuild' })).toMatchObject([{ messageId: idOf(7) }]),
    );
  });

  it('does not show Joon’s registrations to Mina', async () => {
    await owners.publish('registration.confirmed', confirmed({ studentId: cast.joon.sub }));
    await eventually(async () => expect((await page.get('/mypage', cast.joon)).body.counts).toEqual({ CONFIRMED: 1 }));
    expect((await page.get('/mypage')).body.counts).toEqual({});
  });
});
