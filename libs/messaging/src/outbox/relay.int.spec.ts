import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readEvent } from '#contracts';
import { Log, Metrics, UuidV7Ids } from '#platform';
import { eventually, hours, seconds, tempDir, TestClock } from '#testing';
import { bend } from '../../test/bend.js';
import { changed, signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import { PublishUnknown, type Broker, type Delivery, type OutgoingMessage } from '../broker/broker.js';
import { InProcessBroker } from '../broker/in-process/in-process.broker.js';
import { OutboxEntry } from './outbox-entry.js';
import { OutboxRows } from './outbox-rows.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';

onEveryStore('the relay', (store) => {
  const dir = tempDir();
  let brokers = 0;
  const ids = new UuidV7Ids();
  let clock: TestClock;
  let outbox: Outbox;
  let broker: Broker;
  let got: Delivery[];
  let metrics: Metrics;

  beforeEach(async () => {
    await forget(store());
    clock = new TestClock(new Date().toISOString());
    outbox = new Outbox(() => store(), clock, ids);
    broker = new InProcessBroker({ dataDir: join(dir, String((brokers += 1))) });
    got = [];
    await broker.subscribe({
      consumer: 'lecture',
      bindings: ['account.signed-up.v1'],
      concurrency: 8,
      handle: async (delivery) => {
        got.push(delivery);
        return { kind: 'done' };
      },
    });
    metrics = new Metrics('sample');
  });
  afterEach(() => broker.close());

  const relay = (through = broker, { leaseMs = 10_000, publishTimeoutMs = 5_000 } = {}): Relay =>
    new Relay(
      new OutboxRows(store(), leaseMs),
      through,
      clock,
      ids,
      Log.silent(),
      new Metrics('another'),
      publishTimeoutMs,
    );
  const add = (...ns: number[]) => store().transaction(() => outbox.add(...ns.map(signedUp)));
  const entries = () => store().reader.find(OutboxEntry, { order: { id: 'ASC' } });
  const statuses = async () => (await entries()).map(({ status }) => status);
  const sequences = () => got.map(({ body }) => readEvent(body).subject);
  const distinct = () => new Set(got.map(({ id }) => id)).size;

  it('publishes what is committed, under the event’s id and name, and marks it', async () => {
    await add(1);
    await relay().round();
    const [entry] = await entries();
    await eventually(() =>
      expect(got).toEqual([
        expect.objectContaining({ id: entry!.id, routingKey: 'account.signed-up.v1', body: entry!.body }),
      ]),
    );
    expect(entry).toMatchObject({ status: 'SENT', leaseOwner: null, sentAt: clock.now() });
    await relay().round();
    expect(got).toHaveLength(1);
  });

  it('keeps a message that nobody is bound to, lets others pass, and sends it when somebody is', async () => {
    await store().transaction(() => outbox.add(changed(1), signedUp(2)));
    await relay().round();
    await eventually(() => expect(got).toHaveLength(1));
    expect((await entries())[0]).toMatchObject({
      status: 'PENDING',
      attempts: 1,
      lastError: expect.stringContaining('no queue'),
    });
    await broker.subscribe({
      consumer: 'mypage',
      bindings: ['account.changed.v1'],
      concurrency: 1,
      handle: async () => ({ kind: 'done' }),
    });
    await eventually(async () => {
      await relay().round();
      expect(await statuses()).toEqual(['SENT', 'SENT']);
    });
  });

  it('is not starved by messages that nobody is bound to, however many', async () => {
    for (let block = 0; block < 3; block += 1)
      await store().transaction(() => outbox.add(...Array.from({ length: 200 }, (_, n) => changed(n + 1))));
    await add(7);
    const one = relay();
    while ((await one.round()) === 'again');
    await eventually(() => expect(got).toHaveLength(1));
    expect((await statuses()).filter((status) => status === 'SENT')).toHaveLength(1);
  });

  it('sends again what the broker gave no answer to, under the same id', async () => {
    await add(1);
    let answers = false;
    const shaky = bend(broker, {
      publish: async (message) => {
        await broker.publish(message);
        if (!answers) throw new PublishUnknown('the answer was lost');
      },
    });
    await relay(shaky).round();
    expect(await statuses()).toEqual(['PENDING']);
    answers = true;
    await eventually(async () => {
      await relay(shaky).round();
      expect(await statuses()).toEqual(['SENT']);
    });
    await eventually(() => expect(got).toHaveLength(2));
    expect(distinct()).toBe(1);
  });

  it('gives up waiting for a broker that does not answer', async () => {
    await add(1);
    const silent = bend(broker, { publish: () => new Promise<void>(() => undefined) });
    await relay(silent, { publishTimeoutMs: 30 }).round();
    expect((await entries())[0]).toMatchObject({ status: 'PENDING', attempts: 1, lastError: 'no answer within 30 ms' });
  });

  it('keeps no transaction open while it publishes', async () => {
    await add(1);
    let release: () => void = () => undefined;
    const slow = bend(broker, {
      publish: async (message) => {
        await new Promise<void>((resolve) => (release = resolve));
        await broker.publish(message);
      },
    });
    const round = relay(slow).round();
    await eventually(async () => expect((await entries())[0]!.leaseOwner).not.toBeNull());
    await add(2);
    release();
    await round;
    expect(await statuses()).toEqual(['SENT', 'PENDING']);
  });

  it('shares the work with its replicas: each message is claimed by one', async () => {
    for (let block = 0; block < 3; block += 1) await add(...Array.from({ length: 500 }, (_, n) => n + 1));
    const published: string[] = [];
    const counting = bend(broker, {
      publish: (message: OutgoingMessage) => {
        published.push(message.id);
        return broker.publish(message);
      },
    });
    const work = async (one: Relay) => {
      while ((await one.round()) === 'again');
    };
    await Promise.all([work(relay(counting)), work(relay(counting)), work(relay(counting))]);
    await work(relay(counting));
    expect(new Set(published).size).toBe(1500);
    expect(published).toHaveLength(1500);
    expect(new Set(await statuses())).toEqual(new Set(['SENT']));
  });

  it('takes over from a relay that died after its claim, once the lease is over', async () => {
    await add(1);
    await new OutboxRows(store(), 150).claim('a-relay-that-is-no-more', 10);
    await relay().round();
    expect(got).toEqual([]);
    await eventually(async () => {
      await relay().round();
      expect(await statuses()).toEqual(['SENT']);
    });
  });

  it('leaves a message alone whose claim another relay has taken over meanwhile', async () => {
    await add(1);
    const mine = new OutboxRows(store(), 50);
    const claimed = await mine.claim('too-slow', 10);
    const others = new OutboxRows(store());
    await eventually(async () => expect(await others.claim('in-time', 10)).toHaveLength(1));
    await mine.markSent('too-slow', claimed, clock.now());
    await mine.giveBack('too-slow', claimed, 'too late', 60_000);
    expect((await entries())[0]).toMatchObject({ status: 'PENDING', leaseOwner: 'in-time', attempts: 0 });
    await others.markSent('in-time', claimed, clock.now());
    expect(await statuses()).toEqual(['SENT']);
  });

  it('measures leases by the store’s clock, whatever the service’s clock says', async () => {
    await add(1);
    await new OutboxRows(store()).claim('alive', 10);
    clock.step(hours(5));
    await relay().round();
    expect(await statuses()).toEqual(['PENDING']);
    expect(got).toEqual([]);
  });

  it('sends an older id that was committed later', async () => {
    const early = ids.next();
    await add(1);
    await relay().round();
    await store().transaction(async ({ manager }) => {
      await outbox.add(signedUp(2));
      const [, late] = await manager.find(OutboxEntry, { order: { id: 'ASC' } });
      await manager.update(OutboxEntry, { id: late!.id }, { id: early });
    });
    await relay().round();
    expect(await statuses()).toEqual(['SENT', 'SENT']);
  });

  it('flushes everything before the end', async () => {
    for (let block = 0; block < 3; block += 1) await add(...Array.from({ length: 400 }, (_, n) => n + 1));
    await relay().flush();
    expect(new Set(await statuses())).toEqual(new Set(['SENT']));
    await eventually(() => expect(sequences()).toHaveLength(1200));
  });

  it('throws sent messages away after a time, in portions, and never one that waits', async () => {
    const rows = new OutboxRows(store());
    await add(1, 2, 3);
    await relay().round();
    await store().transaction(() => outbox.add(changed(4)));
    clock.step(hours(24));
    expect(await rows.deleteSent(new Date(clock.now().getTime() - hours(24)), 10)).toBe(0);
    clock.step(seconds(1));
    const before = new Date(clock.now().getTime() - hours(24));
    expect([
      await rows.deleteSent(before, 2),
      await rows.deleteSent(before, 2),
      await rows.deleteSent(before, 2),
    ]).toEqual([2, 1, 0]);
    expect(await statuses()).toEqual(['PENDING']);
  });

  it('tells how much waits, since when, what was published and what could not be', async () => {
    const told = new Relay(new OutboxRows(store()), broker, clock, ids, Log.silent(), metrics);
    await store().transaction(() => outbox.add(signedUp(1), changed(1)));
    clock.step(seconds(90));
    await told.round();
    const text = await metrics.text();
    expect(text).toMatch(/sugang_outbox_pending\{service="sample"\} 1\n/);
    expect(text).toMatch(/sugang_outbox_oldest_seconds\{service="sample"\} 90\n/);
    expect(text).toMatch(/sugang_events_published_total\{key="account.signed-up.v1",service="sample"\} 1\n/);
    expect(text).toMatch(/sugang_publish_failures_total\{reason="unroutable",service="sample"\} 1\n/);
  });
});
