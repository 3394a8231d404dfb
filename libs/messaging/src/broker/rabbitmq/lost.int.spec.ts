import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Log } from '#platform';
import { describeWith, eventually, Line } from '#testing';
import type { NewQueue } from '../broker.js';
import { RabbitmqBroker } from './rabbitmq-broker.js';
import { RabbitmqConnection } from './rabbitmq-connection.js';
import { queueNames } from './topology.js';

const KEY = 'registration.expired.v1';

describeWith('rabbitmq', 'RabbitMQ losing queues, channels and connections', (server) => {
  let namespace: string;
  let connection: amqp.ChannelModel;
  let channel: amqp.Channel;
  let line: Line;
  let broker: RabbitmqBroker;
  let newQueues: NewQueue[];
  let received: string[];

  beforeEach(async () => {
    namespace = `t${randomUUID().slice(0, 8)}`;
    connection = await amqp.connect(server);
    channel = await connection.createChannel();
    line = await Line.to(server);
    await open();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    line.pass();
    await broker.close();
    for (const name of queueNames('payment', namespace).all) await channel.deleteQueue(name);
    await channel.deleteExchange(`${namespace}.sugang.events`);
    await connection.close();
    await line.close();
  });

  const open = async () => {
    broker = new RabbitmqBroker({ address: `${line.url}?namespace=${namespace}` });
    await broker.connected(5_000);
  };
  const subscribe = () => {
    newQueues = [];
    received = [];
    return broker.subscribe({
      consumer: 'payment',
      bindings: [KEY],
      concurrency: 4,
      handle: async ({ id }) => {
        received.push(id);
        return { kind: 'done' };
      },
      whenNew: (queue) => void newQueues.push(queue),
    });
  };
  const restart = async () => {
    await broker.close();
    await open();
    await subscribe();
  };
  const lost = () => newQueues.map(({ wasLost }) => wasLost);
  const deliveredAgain = () =>
    eventually(
      async () => {
        await broker.publish({ id: 'again', routingKey: KEY, body: '{}' });
        await eventually(() => expect(received).toContain('again'), { within: 1_000 });
      },
      { within: 15_000 },
    );

  it('reports a queue that was deleted while its consumer was down, until the consumer is marked as known again', async () => {
    await subscribe();
    await newQueues[0]!.markKnown();
    await restart();
    expect(lost()).toEqual([]);
    await broker.close();
    await channel.deleteQueue(queueNames('payment', namespace).queue);
    await open();
    await subscribe();
    expect(lost()).toEqual([true]);
    await restart(); // It died before it had caught up; its queue exists now.
    expect(lost()).toEqual([true]);
    await newQueues[0]!.markKnown();
    await restart();
    expect(lost()).toEqual([]);
  }, 30_000);

  it('reports a queue that was deleted while its consumer runs, and consumes from a new one', async () => {
    await subscribe();
    await newQueues.pop()!.markKnown();
    await channel.deleteQueue(queueNames('payment', namespace).queue);
    await eventually(() => expect(lost()).toEqual([true]), { within: 10_000 });
    await deliveredAgain();
  }, 30_000);

  it('reports a new queue although the connection drops during the first setup', async () => {
    const original = RabbitmqConnection.prototype.messageCount;
    let drops = 1;
    jest.spyOn(RabbitmqConnection.prototype, 'messageCount').mockImplementation(function (
      this: RabbitmqConnection,
      queue,
    ) {
      if (drops-- > 0) line.reset();
      return original.call(this, queue);
    });
    await subscribe();
    expect(drops).toBeLessThan(0);
    expect(lost()).toEqual([false]);
  }, 30_000);

  it('publishes again after RabbitMQ has closed the channel of the publisher', async () => {
    await subscribe();
    await channel.deleteExchange(`${namespace}.sugang.events`);
    await expect(broker.publish({ id: 'lost', routingKey: KEY, body: '{}' })).rejects.toThrow('did not confirm');
    const publish = () => broker.publish({ id: 'early', routingKey: KEY, body: '{}' });
    await eventually(() => expect(publish()).rejects.toThrow('no queue is bound'), { within: 15_000 });
    await channel.bindQueue(queueNames('payment', namespace).queue, `${namespace}.sugang.events`, KEY);
    await deliveredAgain();
  }, 30_000);

  it('survives an error on a channel that is still being opened', async () => {
    const own = new RabbitmqConnection(server, 'test', Log.silent());
    await own.connected(5_000);
    const model = own.manager.connection as unknown as amqp.ChannelModel;
    const opening = model.createConfirmChannel();
    const { channels } = model.connection as unknown as { channels: { channel: NodeJS.EventEmitter }[] };
    expect(() => channels.at(-1)!.channel.emit('error', new Error('CHANNEL_ERROR'))).not.toThrow();
    await (await opening).close();
    await own.close();
  });
});
