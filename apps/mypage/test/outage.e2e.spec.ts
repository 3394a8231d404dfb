import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rebuildRequestedKeyOf } from '#contracts';
import { UuidV7Ids } from '#platform';
import { EventStream, eventually, startMongoStandIn, tempDir, type MongoStandIn } from '#testing';
import { Owners } from './owners.js';
import { RunningMyPage } from './running-my-page.js';
import { confirmed, idOf, lecture, march, part, payment, registration } from './states.js';

const REGISTRATIONS = 30;
const SETTLED = { within: 15_000 };
const TIMEOUT_MS = 60_000;

describe('My Page during an outage of MongoDB', () => {
  const root = tempDir('mypage-outage');
  let number = 0;
  let mongo: MongoStandIn;
  let page: RunningMyPage;
  let owners: Owners;
  beforeEach(async () => {
    mongo = await startMongoStandIn();
    owners = new Owners();
    page = await RunningMyPage.start(`${root}/${++number}`, { VIEWS_URL: mongo.urlOf('views') }, owners);
    await eventually(() => expect(owners.requests).toHaveLength(1));
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
    const pattern = new RegExp(`sugang_events_consumed_total\\{.*result="${result}".*\\} (\\d+)`);
    return Number(pattern.exec(await page.service.metrics.text())?.[1] ?? 0);
  };

  it(
    'loses and parks no event, and continues after the outage',
    async () => {
      await owners.publish('lecture.opened', lecture());
      for (let each = 1; each <= REGISTRATIONS; each += 1) {
        await owners.publish('registration.requested', registration({ id: idOf(each) }));
        if (each === REGISTRATIONS / 3) await mongo.stop();
        await owners.publish('registration.confirmed', confirmed({ id: idOf(each) }));
      }
      await eventually(async () => expect(await consumed('paused')).toBeGreaterThan(0));
      await mongo.start();
      await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: REGISTRATIONS }), SETTLED);
      await owners.publish('payment.completed', payment());
      await eventually(async () => expect((await page.get('/mypage')).body.totalPaid.amount).toBe(49_000));
      expect(await parked()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'loses and parks no event when connections break repeatedly',
    async () => {
      for (let each = 1; each <= REGISTRATIONS; each += 1) {
        if (each % 5 === 0)
          mongo.fail({ commands: ['update', 'find'], times: 5, breaks: each % 10 === 0 ? 'before' : 'after' });
        await owners.publish('registration.confirmed', confirmed({ id: idOf(each) }));
      }
      await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: REGISTRATIONS }), SETTLED);
      expect(await parked()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'does not acknowledge an event before a majority has stored it',
    async () => {
      const FINISHED_OWNERS = 4;
      await eventually(async () => expect(await consumed('applied')).toBe(FINISHED_OWNERS));
      mongo.hasMajority(false);
      const save = () => page.views.save(part('registration', registration({ id: idOf(2) })));
      await expect(save()).rejects.toThrow('is unavailable');
      await expect(save()).rejects.toThrow('not yet stored by a majority');
      await owners.publish('registration.confirmed', confirmed());
      await eventually(async () => expect(await consumed('paused')).toBeGreaterThan(1));
      expect(await consumed('applied')).toBe(FINISHED_OWNERS);
      mongo.hasMajority(true);
      await eventually(async () => expect(await counts()).toEqual({ AWAITING_PAYMENT: 1, CONFIRMED: 1 }), SETTLED);
      // The store may have written the event before the failure, so the redelivery may be stale.
      const read = async () => (await consumed('applied')) + (await consumed('stale'));
      await eventually(async () => expect(await read()).toBe(FINISHED_OWNERS + 1));
      expect(await save()).toBe('stale');
      expect(await parked()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it('is not ready and returns 503 during the outage only', async () => {
    expect(await ready()).toBe(200);
    await mongo.stop();
    expect(await page.get('/mypage')).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    await eventually(async () => expect(await ready()).toBe(503));
    await mongo.start();
    await eventually(async () => expect(await ready()).toBe(200));
    expect((await page.get('/mypage')).status).toBe(200);
  });

  it(
    'starts a rebuild that was requested during the outage after it',
    async () => {
      await owners.publish('registration.confirmed', confirmed());
      await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: 1 }));
      const generation = async () => (await page.views.mark()).split('-')[0];
      await mongo.stop();
      const id = new UuidV7Ids().next();
      const body = JSON.stringify({ requestId: id, requestedAt: march(4) });
      await page.broker.publish({ id, routingKey: rebuildRequestedKeyOf('mypage'), body });
      await expect(page.views.ping()).rejects.toThrow('is unavailable');
      await mongo.start();
      await eventually(async () => expect(await generation()).toBe('2'), SETTLED);
      expect(await counts()).toEqual({ CONFIRMED: 1 });
      expect(await parked()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it('counts an error that is not an outage against the message', async () => {
    await owners.publish('registration.confirmed', confirmed());
    await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: 1 }));
    mongo.fail({ commands: ['update'], times: 1, code: 2 });
    await owners.publish('registration.confirmed', confirmed({ id: idOf(2) }));
    await eventually(async () => expect([await consumed('failed'), await consumed('paused')]).toEqual([1, 0]));
  });

  it(
    'starts without MongoDB and waits for it',
    async () => {
      await page.stop();
      await mongo.stop();
      const started = RunningMyPage.start(`${root}/${number}`, { VIEWS_URL: mongo.urlOf('views') }, owners);
      page = await started;
      await owners.publish('registration.confirmed', confirmed());
      expect(await ready()).toBe(503);
      await mongo.start();
      await eventually(async () => expect(await counts()).toEqual({ CONFIRMED: 1 }), SETTLED);
      expect(await parked()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'answers 503 about tickets for streams, and accepts a ticket once afterwards',
    async () => {
      const { ticket } = (await page.post('/mypage/stream-tickets')).body;
      const status = async () => {
        const stream = await EventStream.open(`${page.url}/api/v1/mypage/stream?ticket=${ticket}`, {});
        stream.close();
        return stream.status;
      };
      await mongo.stop();
      expect([await status(), (await page.post('/mypage/stream-tickets')).status]).toEqual([503, 503]);
      await eventually(async () => expect(await ready()).toBe(503), SETTLED);
      await mongo.start();
      await eventually(async () => expect(await ready()).toBe(200), SETTLED);
      mongo.fail({ commands: ['delete'], times: 1, breaks: 'after' });
      const statuses = [await status(), await status()];
      expect(statuses.filter((each) => each === 200).length).toBeLessThanOrEqual(1);
      expect(statuses.at(-1)).toBe(401);
    },
    TIMEOUT_MS,
  );
});
