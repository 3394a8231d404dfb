import { randomUUID } from 'node:crypto';
import amqp, { type ConfirmChannel } from 'amqplib';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeWith, eventually } from '#testing';
import type { Delivery } from '../broker.js';
import { RabbitmqBroker } from './rabbitmq-broker.js';
import { queueNames } from './topology.js';

const KEY = 'registration.expired.v1';

describeWith('rabbitmq', 'messages that RabbitMQ dead-lettered itself', (server) => {
  let namespace: string;
  let broker: RabbitmqBroker;
  let connection: amqp.ChannelModel;
  let channel: ConfirmChannel;
  let received: Delivery[];

  beforeEach(async () => {
    namespace = `t${randomUUID().slice(0, 8)}`;
    broker = new RabbitmqBroker({ address: `${server}?namespace=${namespace}` });
    await broker.connected(5_000);
    await (await subscribe()).close(); // Declares the queues.
    connection = await amqp.connect(server);
    channel = await connection.createConfirmChannel();
  });
  afterEach(async () => {
    await broker.close();
    for (const name of [...queueNames('payment', namespace).all, `${namespace}.payment.short`])
      await channel.deleteQueue(name);
    await channel.deleteExchange(`${namespace}.sugang.events`);
    await connection.close();
  });

  const subscribe = () => {
    received = [];
    return broker.subscribe({
      consumer: 'payment',
      bindings: [KEY],
      concurrency: 4,
      handle: async (delivery) => {
        received.push(delivery);
        return { kind: 'done' };
      },
    });
  };
  const parked = (count: number) =>
    eventually(
      async () => {
        const messages = await broker.parked.list({ consumer: 'payment' });
        expect(messages).toHaveLength(count);
        return messages;
      },
      { within: 8_000 },
    );

  /** A message that RabbitMQ gave up on looks like any other to the operator, and returns to its consumer. */
  async function expectReplayable(id: string, reason: string): Promise<void> {
    const [message] = await parked(1);
    expect(message).toMatchObject({
      id: `payment:${id}`,
      routingKey: KEY,
      reason: `dead-lettered by RabbitMQ: ${reason}`,
    });
    expect(Math.abs(Date.now() - message!.parkedAt.getTime())).toBeLessThan(60_000);
    await subscribe();
    expect(await broker.parked.replay(message!.id)).toBe(1);
    await eventually(() => expect(received).toEqual([expect.objectContaining({ id, routingKey: KEY, body: '{}' })]));
    await parked(0);
  }

  it('a message without a time of parking, such as one that an operator has moved, is never deleted by age', async () => {
    const queue = queueNames('payment', namespace).all.find((name) => name.includes('.parked'))!;
    channel.sendToQueue(queue, Buffer.from('{}'), { messageId: 'moved', persistent: true });
    channel.sendToQueue(queue, Buffer.from('{}'), {
      messageId: 'old',
      persistent: true,
      headers: { 'x-sugang-parked-at': 1_000 },
    });
    await channel.waitForConfirms();
    await parked(2);
    expect(await broker.parked.deleteParkedBefore('payment', new Date(), 10)).toBe(1);
    expect(await parked(1)).toMatchObject([{ id: 'payment:moved' }]);
  }, 30_000);

  it('a message beyond its delivery limit is listed with its time and key, and replayed', async () => {
    await broker.publish({ id: 'crashes-its-consumer', routingKey: KEY, body: '{}' });
    await channel.prefetch(1);
    const { consumerTag } = await channel.consume(queueNames('payment', namespace).queue, (message) =>
      channel.nack(message!, false, true),
    );
    await parked(1);
    await channel.cancel(consumerTag);
    await expectReplayable('crashes-its-consumer', 'delivery_limit');
  }, 30_000);

  it('a message whose time to live ended is listed with its time and key, and replayed', async () => {
    channel.publish(`${namespace}.sugang.events`, KEY, Buffer.from('{}'), { messageId: 'expired', expiration: 50 });
    await channel.waitForConfirms();
    await expectReplayable('expired', 'expired');
  });

  it('a message that a length limit dropped is listed with its time and key, and replayed', async () => {
    // Stands for an operator's policy, which a client cannot set.
    await channel.assertQueue(`${namespace}.payment.short`, {
      arguments: {
        'x-queue-type': 'quorum',
        'x-max-length': 1,
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': `${namespace}.payment.parked`,
      },
    });
    await channel.bindQueue(`${namespace}.payment.short`, `${namespace}.sugang.events`, 'registration.*.v1');
    await broker.publish({ id: 'one', routingKey: KEY, body: '{}' });
    await broker.publish({ id: 'two', routingKey: KEY, body: '{}' });
    await channel.purgeQueue(queueNames('payment', namespace).queue);
    await expectReplayable('one', 'maxlen');
  });

  it('malformed headers of one message do not hide other messages', async () => {
    const odd = [{ 'x-death': 7 }, { 'x-death': [{ time: 'noon' }] }, { 'x-sugang-parked-at': 1e300 }, {}];
    for (const [n, headers] of odd.entries())
      channel.sendToQueue(`${namespace}.payment.parked`, Buffer.from(`${n}`), { headers });
    await channel.waitForConfirms();
    const messages = await parked(4);
    for (const { id, parkedAt } of messages) {
      expect(parkedAt.toISOString()).toBe('1970-01-01T00:00:00.000Z');
      expect(await broker.parked.drop(id)).toBe(1);
    }
  });
});
