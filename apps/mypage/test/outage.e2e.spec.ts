import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rebuildRequestedKeyOf } from '#contracts';
import { UuidV7Ids } from '#platform';
import { eventually, startMongoStandIn, tempDir, type MongoStandIn } from '#testing';
import { Owners } from './owners.js';
import { RunningMyPage } from './running-my-page.js';
import { confirmed, idOf, lecture, march, part, payment, registration } from './states.js';

const REGISTRATIONS = 30;
const SETTLED = { within: 15_000 };
const PATIENCE_MS = 60_000;

/** The whole service, its views in a MongoDB that dies and comes back in the middle of what it consumes. */
describe('My Page whose MongoDB fails', () => {
  const root = tempDir('mypage-outage');
  let number = 0;
  let mongo: MongoStandIn;
  let page: RunningMyPage;
  let owners: Owners;
  beforeEach(async () => {
    mongo = await startMongoStandIn();
    owners = new Owners();
    page = await RunningMyPage.start(`${root}/${++number}`, { VIEWS_URL: mongo.urlOf('views') }, owners);
    await eventually(() => expect(owners.asked).toHaveLength(1));
  });
  afterEach(async () => {
    await page.stop();
    await mongo.stop();
  });

  const counts = async () => (await page.get('/mypage')).body.counts;
  const parked = async () => [
    ...(await page.broker.parked.list({ consumer: 'mypage' })),
    ...(await page.broker.parked.list({ consumer: 'mypage-rebuild' })),
  ];
  const ready = async () => (await fetch(`${new URL(page.url).origin}/health/ready`)).status;
  const consumed = async (result: string) => {
    const figure = new RegExp(`sugang_events_consumed_total\\{.*result="${result}".*\\} (\\d+)`);
    return Number(figure.exec(await page.service.metrics.text())?.[1] ?? 0);
  };

  it(
    'loses nothing, parks nothing, and goes on when it is back',
    async () => {
      await owners.tell('lecture.opened', lecture());
      for (let each = 1; each <= REGISTRATIONS; each += 1) {
        await owners.tell('registration.requested', registration({ id: idOf(each) }));
        if (each === REGISTRATIONS / 3) await mongo.stop();
        await owners.tell('registration.confirmed', confirmed({ id: idOf(each) }));
      }
      await eventually(async () => expect(await consumed('paused')).toBeGreaterThan(0));
      await mongo.start();
      await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: REGISTRATIONS }), SETTLED);
      await owners.tell('payment.completed', payment());
      await eventually(async () => expect((await page.get('/mypage')).body.totalPaid.amount).toBe(49_000));
      expect(await parked()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'does so time and again, whatever the moment at which connections break',
    async () => {
      for (let each = 1; each <= REGISTRATIONS; each += 1) {
        if (each % 5 === 0)
          mongo.fail({ commands: ['update', 'find'], times: 5, breaks: each % 10 === 0 ? 'before' : 'after' });
        await owners.tell('registration.confirmed', confirmed({ id: idOf(each) }));
      }
      await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: REGISTRATIONS }), SETTLED);
      expect(await parked()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'acknowledges nothing that no majority has, however often it is delivered',
    async () => {
      const FINISHED_OWNERS = 4;
      await eventually(async () => expect(await consumed('applied')).toBe(FINISHED_OWNERS));
      mongo.hasMajority(false);
      const keep = () => page.views.keep(part('registration', registration({ id: idOf(2) })));
      await expect(keep()).rejects.toThrow('does not answer');
      await expect(keep()).rejects.toThrow('no majority has it yet');
      await owners.tell('registration.confirmed', confirmed());
      await eventually(async () => expect(await consumed('paused')).toBeGreaterThan(1));
      expect(await consumed('applied')).toBe(FINISHED_OWNERS);
      mongo.hasMajority(true);
      await eventually(async () => expect(await counts()).toEqual({ AWAITING_PAYMENT: 1, CONFIRMED: 1 }), SETTLED);
      // What the store had written before it failed may be there already when the event comes again.
      const read = async () => (await consumed('applied')) + (await consumed('stale'));
      await eventually(async () => expect(await read()).toBe(FINISHED_OWNERS + 1));
      expect(await keep()).toBe('stale');
      expect(await parked()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it('is not ready and says so with 503 meanwhile, and is both again afterwards', async () => {
    expect(await ready()).toBe(200);
    await mongo.stop();
    expect(await page.get('/mypage')).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(await ready()).toBe(503);
    await mongo.start();
    await eventually(async () => expect(await ready()).toBe(200));
    expect((await page.get('/mypage')).status).toBe(200);
  });

  it(
    'waits with a rebuild that is asked for meanwhile',
    async () => {
      await owners.tell('registration.confirmed', confirmed());
      await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: 1 }));
      const generation = async () => (await page.views.mark()).split('-')[0];
      await mongo.stop();
      const id = new UuidV7Ids().next();
      const body = JSON.stringify({ requestId: id, requestedAt: march(4) });
      await page.broker.publish({ id, routingKey: rebuildRequestedKeyOf('mypage'), body });
      await expect(page.views.ping()).rejects.toThrow('does not answer');
      await mongo.start();
      await eventually(async () => expect(await generation()).toBe('2'), SETTLED);
      expect(await counts()).toEqual({ CONFIRMED: 1 });
      expect(await parked()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it('would count against a message what is not an outage', async () => {
    await owners.tell('registration.confirmed', confirmed());
    await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: 1 }));
    mongo.fail({ commands: ['update'], times: 1, code: 2 });
    await owners.tell('registration.confirmed', confirmed({ id: idOf(2) }));
    await eventually(async () => expect([await consumed('failed'), await consumed('paused')]).toEqual([1, 0]));
  });

  it(
    'is waited for when it is not there yet at the start',
    async () => {
      await page.stop();
      await mongo.stop();
      const started = RunningMyPage.start(`${root}/${number}`, { VIEWS_URL: mongo.urlOf('views') }, owners);
      page = await started;
      await owners.tell('registration.confirmed', confirmed());
      expect(await ready()).toBe(503);
      await mongo.start();
      await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: 1 }), SETTLED);
      expect(await parked()).toEqual([]);
    },
    PATIENCE_MS,
  );
});
