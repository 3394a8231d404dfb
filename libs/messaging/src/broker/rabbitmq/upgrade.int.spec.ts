import { randomUUID } from 'node:crypto';
import amqp, { type ConfirmChannel } from 'amqplib';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Log } from '#platform';
import { describeWith, eventually } from '#testing';
import type { Delivery, NewQueue } from '../broker.js';
import { RabbitmqBroker } from './rabbitmq-broker.js';
import { declareAsFirstRelease } from './test/first-release.js';
import { queueNames } from './topology.js';

const KEY = 'registration.expired.v1';
const DELAYS = [200, 800, 3_200, 12_800];

describeWith('rabbitmq', 'an upgrade over the queues of an earlier release', (server) => {
  let namespace: string;
  let connection: amqp.ChannelModel;
  let channel: ConfirmChannel;
  let broker: RabbitmqBroker;
  let received: Delivery[];
  let newQueues: NewQueue[];
  let lines: string[];

  beforeEach(async () => {
    namespace = `t${randomUUID().slice(0, 8)}`;
    connection = await amqp.connect(server);
    channel = await connection.createConfirmChannel();
    received = [];
    newQueues = [];
    lines = [];
    const destination = { write: (line: string) => void lines.push(line) };
    broker = new RabbitmqBroker({
      address: `${server}?namespace=${namespace}`,
      log: Log.open({ service: 'payment', level: 'debug', destination }),
      migration: { pauseMs: 50, graceMs: 400, idleMs: 200 },
    });
  });
  afterEach(async () => {
    await broker.close();
    for (const name of [...earlier(), ...queueNames('payment', namespace).all]) await channel.deleteQueue(name);
    await channel.deleteExchange(`${namespace}.sugang.events`);
    await connection.close();
  });

  const of = (name: string) => `${namespace}.${name}`;
  const earlier = () => [of('payment'), ...DELAYS.map((delayMs) => of(`payment.retry.${delayMs}`))];
  const subscribe = () =>
    broker.subscribe({
      consumer: 'payment',
      bindings: [KEY],
      concurrency: 4,
      handle: async (delivery) => {
        received.push(delivery);
        return { kind: 'done' };
      },
      whenNew: (queue) => void newQueues.push(queue),
    });
  const ids = () => [...new Set(received.map(({ id }) => id))].sort();
  const remaining = async () => {
    const found = await Promise.all(earlier().map((name) => exists(name)));
    return earlier().filter((_, at) => found[at]);
  };
  const exists = async (name: string) => {
    const own = await connection.createChannel();
    own.on('error', () => undefined);
    return own.checkQueue(name).then(
      () => own.close().then(() => true),
      () => false,
    );
  };

  it('consumes what waits in the earlier queues, publishes, and deletes them when they are empty and unused', async () => {
    await declareAsFirstRelease(channel, namespace, 'payment', [KEY]);
    channel.publish(of('sugang.events'), KEY, Buffer.from('{}'), { messageId: 'waiting', persistent: true });
    const headers = { 'x-sugang-key': KEY, 'x-sugang-attempt': 4 };
    channel.sendToQueue(of('payment.retry.12800'), Buffer.from('{}'), {
      messageId: 'retried',
      persistent: true,
      headers,
    });
    channel.sendToQueue(of('payment.parked'), Buffer.from('{}'), { messageId: 'parked', persistent: true, headers });
    await channel.waitForConfirms();

    await subscribe();
    await broker.publish({ id: 'published', routingKey: KEY, body: '{}' });
    await eventually(() => expect(ids()).toEqual(['published', 'retried', 'waiting']), { within: 20_000 });
    expect(received.find(({ id }) => id === 'retried')).toMatchObject({ routingKey: KEY, attempt: 4 });
    await eventually(async () => expect(await remaining()).toEqual([]), { within: 15_000 });
    expect(newQueues).toEqual([]); // An upgrade loses nothing: no resync.
    expect(await broker.parked.list({ consumer: 'payment' })).toEqual([
      expect.objectContaining({ messageId: 'parked' }),
    ]);
  }, 60_000);

  it('leaves a queue that a replica of the earlier release still consumes, and takes over when it has stopped', async () => {
    await declareAsFirstRelease(channel, namespace, 'payment', [KEY]);
    const old = await connection.createChannel();
    const held: amqp.Message[] = [];
    await old.consume(of('payment'), (message) => void held.push(message!));
    channel.publish(of('sugang.events'), KEY, Buffer.from('{}'), { messageId: 'held', persistent: true });
    await channel.waitForConfirms();
    await eventually(() => expect(held).toHaveLength(1));

    await subscribe();
    await new Promise((wake) => setTimeout(wake, 1_500));
    expect(await remaining()).toContain(of('payment'));
    await old.close(); // The replica dies: its message returns to the earlier queue.
    await eventually(() => expect(ids()).toEqual(['held']), { within: 10_000 });
    await eventually(async () => expect(await remaining()).toEqual([]), { within: 15_000 });
  }, 60_000);

  it('uses queues that have different arguments as they are, and reports each of them once', async () => {
    const names = queueNames('payment', namespace);
    await channel.assertQueue(names.queue, { durable: true });
    await channel.assertQueue(names.retries[0], { durable: true, arguments: { 'x-message-ttl': 7 } });
    await subscribe();
    for (const id of ['one', 'two']) await broker.publish({ id, routingKey: KEY, body: '{}' });
    await eventually(() => expect(ids()).toEqual(['one', 'two']));
    const reports = lines.filter((line) => line.includes('different arguments than this release declares'));
    expect(reports).toHaveLength(2);
    expect(reports[0]).toContain('PRECONDITION_FAILED');
    expect(reports.join('')).not.toContain('"stack"');
  });
});
