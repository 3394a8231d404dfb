import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { Log, Metrics, UuidV7Ids } from '#platform';
import { eventually, tempDir, TestClock } from '#testing';
import { withMethods } from '../../test/with-methods.js';
import { signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import type { Broker, Delivery } from '../broker/broker.js';
import { InProcessBroker } from '../broker/in-process/in-process-broker.js';
import { OutboxEntry } from '../entities.js';
import { OutboxRows } from './outbox-rows.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';

onEveryStore('LocalRelayQueue', (store) => {
  const dir = tempDir();
  let brokers = 0;
  const ids = new UuidV7Ids();
  let outbox: Outbox;
  let broker: Broker;
  let got: Delivery[];

  beforeEach(async () => {
    await forget(store());
    outbox = new Outbox(() => store(), new TestClock(new Date().toISOString()), ids);
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
  });
  afterEach(() => broker.close());

  const relay = (through = broker, { leaseMs = 10_000, publishTimeoutMs = 5_000 } = {}): Relay => {
    const rows = new OutboxRows(store(), leaseMs);
    return new Relay(rows, through, new TestClock(), ids, Log.silent(), new Metrics('sample'), publishTimeoutMs);
  };
  const connected = (one: Relay): Relay => {
    outbox.useLocalQueue(one.localQueue);
    return one;
  };
  const add = (...ns: number[]) => store().transaction(() => outbox.add(...ns.map(signedUp)));
  const statuses = async () => (await store().reader.find(OutboxEntry, { order: { id: 'ASC' } })).map((e) => e.status);

  it('passes committed entries to the relay of the process, which publishes and marks them without a query', async () => {
    const one = connected(relay());
    let woken = 0;
    one.localQueue.onAdded(() => (woken += 1));
    await add(1, 2);
    expect(woken).toBe(1);
    await relay().publishBatch();
    expect(got).toEqual([]); // Already claimed, so no other relay claims it.
    await one.publishLocalBatch();
    await eventually(() => expect(got).toHaveLength(2));
    expect(await statuses()).toEqual(['SENT', 'SENT']);
    expect(await one.publishLocalBatch()).toBe('done');
  });

  it('receives nothing from a transaction that is rolled back', async () => {
    const one = connected(relay());
    const rolledBack = store().transaction(async () => {
      await outbox.add(signedUp(1));
      throw new Error('after all');
    });
    await expect(rolledBack).rejects.toThrow('after all');
    await one.publishLocalBatch();
    expect(await statuses()).toEqual([]);
    expect(got).toEqual([]);
  });

  it('leaves an entry to another relay after its lease when the process has died', async () => {
    connected(relay(broker, { leaseMs: 150 }));
    await add(1);
    await eventually(async () => {
      await relay().publishBatch();
      expect(await statuses()).toEqual(['SENT']);
    });
    expect(got).toHaveLength(1);
  });

  it('leaves an entry to a later claim when too little of its lease remains to publish it', async () => {
    const late = connected(relay(broker, { leaseMs: 100, publishTimeoutMs: 60 }));
    await add(1);
    await new Promise((wake) => setTimeout(wake, 60));
    await late.publishLocalBatch();
    expect(got).toEqual([]);
    await eventually(async () => {
      await late.publishBatch();
      expect(await statuses()).toEqual(['SENT']);
    });
  });

  it('does not let a slow relay mark an entry that another relay has claimed meanwhile', async () => {
    let release: () => void = () => undefined;
    const slow = withMethods(broker, { publish: () => new Promise<void>((resolve) => (release = resolve)) });
    const one = connected(relay(slow, { leaseMs: 120, publishTimeoutMs: 100 }));
    await add(1);
    const batch = one.publishLocalBatch();
    await eventually(async () => expect(await new OutboxRows(store()).claim('in-time', 10)).toHaveLength(1));
    release();
    await batch;
    expect(await statuses()).toEqual(['PENDING']);
  });

  it('leaves entries beyond its capacity in the store and wakes the relay that queries them', async () => {
    const one = connected(relay());
    let wakes = 0;
    outbox.onCommit(() => (wakes += 1));
    for (const block of [1, 2]) await add(...Array.from({ length: 300 }, (_, n) => block * 1000 + n));
    expect(wakes).toBe(1);
    while ((await one.publishLocalBatch()) === 'more');
    expect((await statuses()).filter((status) => status === 'SENT')).toHaveLength(300);
    while ((await one.publishBatch()) === 'more');
    expect(new Set(await statuses())).toEqual(new Set(['SENT']));
  });

  it('is emptied by a flush', async () => {
    const one = connected(relay());
    await add(...Array.from({ length: 300 }, (_, n) => n + 1));
    await one.flush();
    expect(new Set(await statuses())).toEqual(new Set(['SENT']));
  });
});
