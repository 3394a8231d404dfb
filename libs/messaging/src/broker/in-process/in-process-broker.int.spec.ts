import { describe, expect, it } from '@jest/globals';
import Libsql from 'libsql';
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, tempDir } from '#testing';
import { brokerContract } from '../broker.contract.js';
import { PublishUnknown, type Delivery, type NewQueue, type Verdict } from '../broker.js';
import { InProcessBroker } from './in-process-broker.js';

brokerContract('InProcessBroker', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sugang-broker-'));
  return {
    open: async (retry) => new InProcessBroker({ dataDir, retry }),
    dispose: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
});

describe('InProcessBroker with its file', () => {
  const root = tempDir();
  let directories = 0;
  const directory = () => join(root, String((directories += 1)));

  const consumer = async (broker: InProcessBroker, handle: (delivery: Delivery) => Promise<Verdict>) =>
    broker.subscribe({ consumer: 'payment', bindings: ['#'], concurrency: 4, handle });

  it('delivers messages that another process has replayed in its file', async () => {
    const dataDir = directory();
    const running = new InProcessBroker({ dataDir });
    let fixed = false;
    const received: number[] = [];
    await consumer(running, async ({ attempt }) => {
      received.push(attempt);
      return fixed ? { kind: 'done' } : { kind: 'park', reason: 'broken' };
    });
    await running.publish({ id: 'a', routingKey: 'registration.expired.v1', body: '' });
    const commandLine = new InProcessBroker({ dataDir });
    await eventually(async () => expect(await commandLine.parked.count('payment')).toBe(1));
    fixed = true;
    expect(await commandLine.parked.replayAll()).toBe(1);
    await commandLine.close();
    await eventually(() => expect(received).toEqual([1, 1]));
    await running.close();
  });

  it('delivers messages that another process has published into its file', async () => {
    const dataDir = directory();
    const running = new InProcessBroker({ dataDir });
    const received: string[] = [];
    await consumer(running, async ({ id }) => {
      received.push(id);
      return { kind: 'done' };
    });
    const commandLine = new InProcessBroker({ dataDir });
    await commandLine.publish({ id: 'from-another-process', routingKey: 'resync-requested.v1', body: '' });
    await commandLine.close();
    await eventually(() => expect(received).toEqual(['from-another-process']));
    await running.close();
  });

  it('delivers outside the transaction and trace of the publisher', async () => {
    const ambient = new AsyncLocalStorage<string>();
    const broker = new InProcessBroker({ dataDir: directory() });
    const seen: unknown[] = [];
    await consumer(broker, async () => {
      seen.push(ambient.getStore());
      return { kind: 'done' };
    });
    await ambient.run('a transaction', () => broker.publish({ id: 'a', routingKey: 'tick', body: '' }));
    await eventually(() => expect(seen).toEqual([undefined]));
    await broker.close();
  });

  it('does not spin while a store succeeds and fails alternately', async () => {
    const broker = new InProcessBroker({ dataDir: directory() });
    let pauses = 0;
    await consumer(broker, async () => {
      pauses += 1;
      return { kind: 'pause', reason: 'disk full', until: () => Promise.resolve() };
    });
    await broker.publish({ id: 'a', routingKey: 'tick', body: '' });
    await eventually(() => expect(pauses).toBeGreaterThan(2));
    expect(pauses).toBeLessThan(200);
    await broker.close();
  });

  it('rejects a publish as unknown while its file is locked, and redelivers a message it could not delete', async () => {
    const dataDir = directory();
    const broker = new InProcessBroker({ dataDir });
    const received: string[] = [];
    const { close } = await consumer(broker, async ({ id }) => {
      received.push(id);
      if (received.length === 1) other.exec('BEGIN IMMEDIATE');
      return { kind: 'done' };
    });
    const other = new Libsql(join(dataDir, 'broker.sqlite'));
    await broker.publish({ id: 'a', routingKey: 'tick', body: '' });
    await eventually(() => expect(received).toEqual(['a']));
    await expect(broker.publish({ id: 'b', routingKey: 'tick', body: '' })).rejects.toThrow(PublishUnknown);
    other.exec('ROLLBACK');
    other.close();
    await eventually(() => expect(received).toEqual(['a', 'a']));
    await close();
    await broker.close();
  });

  it('rejects every call after it was closed', async () => {
    const broker = new InProcessBroker({ dataDir: directory() });
    const newQueues: NewQueue[] = [];
    const subscribed = await broker.subscribe({
      consumer: 'payment',
      bindings: ['#'],
      concurrency: 1,
      handle: async () => ({ kind: 'done' }),
      whenNew: (queue) => void newQueues.push(queue),
    });
    await broker.close();
    await expect(broker.publish({ id: 'a', routingKey: 'tick', body: '' })).rejects.toThrow('closed');
    await expect(broker.parked.count('payment')).rejects.toThrow('closed');
    await expect(newQueues[0]!.markKnown()).rejects.toThrow('closed');
    await expect(broker.hasQueue('payment')).rejects.toThrow('closed');
    await expect(subscribed.close()).resolves.toBeUndefined();
  });

  it('throws when its file is not a database', () => {
    const dataDir = directory();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'broker.sqlite'), 'this is not a database, and long enough to show it'.repeat(50));
    expect(() => new InProcessBroker({ dataDir })).toThrow(/not a database/);
  });
});
