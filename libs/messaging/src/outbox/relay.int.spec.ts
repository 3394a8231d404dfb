import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readEvent } from '#contracts';
import { Log, Metrics, Tracing, UuidV7Ids } from '#platform';
import { eventually, hours, seconds, tempDir, TestClock } from '#testing';
import { withMethods } from '../../test/with-methods.js';
import { changed, signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import { PublishUnknown, type Broker, type Delivery, type OutgoingMessage } from '../broker/broker.js';
import { InProcessBroker } from '../broker/in-process/in-process-broker.js';
import { OutboxEntry } from '../entities.js';
import { OutboxRows } from './outbox-rows.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';

onEveryStore('Relay', (store) => {
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
    relayOf(new OutboxRows(store(), leaseMs), through, publishTimeoutMs);
  const relayOf = (rows: OutboxRows, through: Broker, publishTimeoutMs: number) =>
    new Relay(rows, through, clock, ids, Log.silent(), new Metrics('another'), publishTimeoutMs);
  const parts = () => [new OutboxRows(store()), broker, clock, ids, Log.silent(), metrics] as const;
  const add = (...ns: number[]) => store().transaction(() => outbox.add(...ns.map(signedUp)));
  const entries = () => store().reader.find(OutboxEntry, { order: { id: 'ASC' } });
  const statuses = async () => (await entries()).map(({ status }) => status);
  const sequences = () => got.map(({ body }) => readEvent(body).subject);
  const distinct = () => new Set(got.map(({ id }) => id)).size;

  it('publishes a committed event under its id and key, and marks it as sent', async () => {
    await add(1);
    await relay().publishBatch();
    const [entry] = await entries();
    await eventually(() =>
      expect(got).toEqual([
        expect.objectContaining({ id: entry!.id, routingKey: 'account.signed-up.v1', body: entry!.body }),
      ]),
    );
    expect(entry).toMatchObject({ status: 'SENT', leaseOwner: null, sentAt: clock.now() });
    await relay().publishBatch();
    expect(got).toHaveLength(1);
  });

  it('keeps an unroutable message, publishes the others, and publishes it once a queue is bound', async () => {
    await store().transaction(() => outbox.add(changed(1), signedUp(2)));
    await relay().publishBatch();
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
      await relay().publishBatch();
      expect(await statuses()).toEqual(['SENT', 'SENT']);
    });
  });

  it('drops an unroutable message that only services that are not installed would receive', async () => {
    const isUnwanted = (routingKey: string) => routingKey === 'account.changed.v1';
    const one = new Relay(...parts(), undefined, Tracing.off, isUnwanted);
    await store().transaction(() => outbox.add(changed(1), signedUp(2)));
    await one.publishBatch();
    expect(await statuses()).toEqual(['SENT', 'SENT']);
    await eventually(() => expect(got).toHaveLength(1));
    expect(await metrics.text()).not.toContain('reason="unroutable"');
  });

  it('publishes other messages despite any number of unroutable ones', async () => {
    for (let block = 0; block < 3; block += 1)
      await store().transaction(() => outbox.add(...Array.from({ length: 200 }, (_, n) => changed(n + 1))));
    await add(7);
    const one = relay();
    while ((await one.publishBatch()) === 'more');
    await eventually(() => expect(got).toHaveLength(1));
    expect((await statuses()).filter((status) => status === 'SENT')).toHaveLength(1);
  });

  it('publishes an unconfirmed message again under the same id', async () => {
    await add(1);
    let confirms = false;
    const shaky = withMethods(broker, {
      publish: async (message) => {
        await broker.publish(message);
        if (!confirms) throw new PublishUnknown('the confirm was lost');
      },
    });
    await relay(shaky).publishBatch();
    expect(await statuses()).toEqual(['PENDING']);
    confirms = true;
    await eventually(async () => {
      await relay(shaky).publishBatch();
      expect(await statuses()).toEqual(['SENT']);
    });
    await eventually(() => expect(got).toHaveLength(2));
    expect(distinct()).toBe(1);
  });

  it('times out on a broker that does not confirm', async () => {
    await add(1);
    const silent = withMethods(broker, { publish: () => new Promise<void>(() => undefined) });
    await relay(silent, { publishTimeoutMs: 30 }).publishBatch();
    expect((await entries())[0]).toMatchObject({
      status: 'PENDING',
      attempts: 1,
      lastError: 'no confirmation within 30 ms',
    });
  });

  it('holds no transaction open while it publishes', async () => {
    await add(1);
    let release: () => void = () => undefined;
    const slow = withMethods(broker, {
      publish: async (message) => {
        await new Promise<void>((resolve) => (release = resolve));
        await broker.publish(message);
      },
    });
    const batch = relay(slow).publishBatch();
    await eventually(async () => expect((await entries())[0]!.leaseOwner).not.toBeNull());
    await add(2);
    release();
    await batch;
    expect(await statuses()).toEqual(['SENT', 'PENDING']);
  });

  it('shares the work among replicas, each message claimed by one of them', async () => {
    for (let block = 0; block < 3; block += 1) await add(...Array.from({ length: 500 }, (_, n) => n + 1));
    const published: string[] = [];
    const counting = withMethods(broker, {
      publish: (message: OutgoingMessage) => {
        published.push(message.id);
        return broker.publish(message);
      },
    });
    const work = async (one: Relay) => {
      while ((await one.publishBatch()) === 'more');
    };
    await Promise.all([work(relay(counting)), work(relay(counting)), work(relay(counting))]);
    await work(relay(counting));
    expect(new Set(published).size).toBe(1500);
    expect(published).toHaveLength(1500);
    expect(new Set(await statuses())).toEqual(new Set(['SENT']));
  });

  it('publishes the messages of a relay that died after its claim once the lease has expired', async () => {
    await add(1);
    await new OutboxRows(store(), 150).claim('a-dead-relay', 10);
    await relay().publishBatch();
    expect(got).toEqual([]);
    await eventually(async () => {
      await relay().publishBatch();
      expect(await statuses()).toEqual(['SENT']);
    });
  });

  it('does not change a message that another relay has claimed meanwhile', async () => {
    await add(1);
    const mine = new OutboxRows(store(), 50);
    const claimed = await mine.claim('too-slow', 10);
    const others = new OutboxRows(store());
    await eventually(async () => expect(await others.claim('in-time', 10)).toHaveLength(1));
    await mine.markSent('too-slow', claimed, clock.now());
    await mine.release('too-slow', claimed, 'too late', 60_000);
    expect((await entries())[0]).toMatchObject({ status: 'PENDING', leaseOwner: 'in-time', attempts: 0 });
    await others.markSent('in-time', claimed, clock.now());
    expect(await statuses()).toEqual(['SENT']);
  });

  it('publishes a message with an older id that was committed later', async () => {
    const early = ids.next();
    await add(1);
    await relay().publishBatch();
    await store().transaction(async ({ manager }) => {
      await outbox.add(signedUp(2));
      const [, late] = await manager.find(OutboxEntry, { order: { id: 'ASC' } });
      await manager.update(OutboxEntry, { id: late!.id }, { id: early });
    });
    await relay().publishBatch();
    expect(await statuses()).toEqual(['SENT', 'SENT']);
  });

  it('publishes everything on a flush', async () => {
    for (let block = 0; block < 3; block += 1) await add(...Array.from({ length: 400 }, (_, n) => n + 1));
    await relay().flush();
    expect(new Set(await statuses())).toEqual(new Set(['SENT']));
    await eventually(() => expect(sequences()).toHaveLength(1200));
  });

  it('deletes expired sent messages in batches, and never a pending one', async () => {
    const rows = new OutboxRows(store());
    await add(1, 2, 3);
    await relay().publishBatch();
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

  it('reports pending messages, their age, and the counts of published and failed messages as metrics', async () => {
    const measured = new Relay(...parts());
    await store().transaction(() => outbox.add(signedUp(1), changed(1)));
    clock.step(seconds(90));
    await measured.publishBatch();
    const text = await metrics.text();
    expect(text).toMatch(/sugang_outbox_pending\{service="sample"\} 1\n/);
    expect(text).toMatch(/sugang_outbox_oldest_seconds\{service="sample"\} 90\n/);
    expect(text).toMatch(/sugang_events_published_total\{key="account.signed-up.v1",service="sample"\} 1\n/);
    expect(text).toMatch(/sugang_publish_failures_total\{reason="unroutable",service="sample"\} 1\n/);
  });
});
