import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { Log, Metrics, UuidV7Ids } from '#platform';
import { eventually, tempDir, TestClock } from '#testing';
import { bend } from '../../test/bend.js';
import { signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import type { Broker, Delivery } from '../broker/broker.js';
import { InProcessBroker } from '../broker/in-process/in-process.broker.js';
import { OutboxEntry } from './outbox-entry.js';
import { OutboxRows } from './outbox-rows.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';

onEveryStore('what a process has just committed', (store) => {
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
  const handedTo = (one: Relay): Relay => {
    outbox.handsOverTo(one.handOver);
    return one;
  };
  const add = (...ns: number[]) => store().transaction(() => outbox.add(...ns.map(signedUp)));
  const statuses = async () => (await store().reader.find(OutboxEntry, { order: { id: 'ASC' } })).map((e) => e.status);

  it('is published by its own relay without being looked for, and marked', async () => {
    const one = handedTo(relay());
    let woken = 0;
    one.handOver.onHanded(() => (woken += 1));
    await add(1, 2);
    expect(woken).toBe(1);
    await relay().round();
    expect(got).toEqual([]); // Claimed already: no other relay finds it.
    await one.handedRound();
    await eventually(() => expect(got).toHaveLength(2));
    expect(await statuses()).toEqual(['SENT', 'SENT']);
    expect(await one.handedRound()).toBeUndefined();
  });

  it('is nothing when its transaction is undone', async () => {
    const one = handedTo(relay());
    const undone = store().transaction(async () => {
      await outbox.add(signedUp(1));
      throw new Error('after all');
    });
    await expect(undone).rejects.toThrow('after all');
    await one.handedRound();
    expect(await statuses()).toEqual([]);
    expect(got).toEqual([]);
  });

  it('is claimed by somebody else, once its lease is over, when the process died with it', async () => {
    handedTo(relay(broker, { leaseMs: 150 }));
    await add(1);
    await eventually(async () => {
      await relay().round();
      expect(await statuses()).toEqual(['SENT']);
    });
    expect(got).toHaveLength(1);
  });

  it('is left to others when there is no longer time to publish it within its lease', async () => {
    const late = handedTo(relay(broker, { leaseMs: 100, publishTimeoutMs: 60 }));
    await add(1);
    await new Promise((wake) => setTimeout(wake, 60));
    await late.handedRound();
    expect(got).toEqual([]);
    await eventually(async () => {
      await late.round();
      expect(await statuses()).toEqual(['SENT']);
    });
  });

  it('stays his who has claimed it meanwhile, whatever the slow one marks', async () => {
    let release: () => void = () => undefined;
    const slow = bend(broker, { publish: () => new Promise<void>((resolve) => (release = resolve)) });
    const one = handedTo(relay(slow, { leaseMs: 120, publishTimeoutMs: 100 }));
    await add(1);
    const round = one.handedRound();
    await eventually(async () => expect(await new OutboxRows(store()).claim('in-time', 10)).toHaveLength(1));
    release();
    await round;
    expect(await statuses()).toEqual(['PENDING']);
  });

  it('waits in the store alone where there is no room, and the relay is woken to look for it', async () => {
    const one = handedTo(relay());
    let looks = 0;
    outbox.onCommit(() => (looks += 1));
    for (const block of [1, 2]) await add(...Array.from({ length: 300 }, (_, n) => block * 1000 + n));
    expect(looks).toBe(1);
    while ((await one.handedRound()) === 'again');
    expect((await statuses()).filter((status) => status === 'SENT')).toHaveLength(300);
    while ((await one.round()) === 'again');
    expect(new Set(await statuses())).toEqual(new Set(['SENT']));
  });

  it('is flushed before the end', async () => {
    const one = handedTo(relay());
    await add(...Array.from({ length: 300 }, (_, n) => n + 1));
    await one.flush();
    expect(new Set(await statuses())).toEqual(new Set(['SENT']));
  });
});
