import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ClientProxy } from '@nestjs/microservices';
import amqp from 'amqplib';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { describeWith, eventually, Line } from '#testing';
import { calls, CalculatorModule, finish } from '../../../test/calculator.js';
import { TimedRequest } from '../rpc-transport.js';
import { RabbitmqRpcTransport } from './rabbitmq-rpc-transport.js';

describeWith('rabbitmq', 'RPC over RabbitMQ', (server) => {
  const namespace = `t${randomUUID().slice(0, 8)}`;
  const queue = `${namespace}.sample.rpc`;
  let line: Line;
  let connection: amqp.ChannelModel;
  let channel: amqp.Channel;
  let client: ClientProxy;
  let rpcServer: INestMicroservice;

  const transport = () => new RabbitmqRpcTransport(`${line.url}?namespace=${namespace}`);
  const openServer = async (concurrency?: number) => {
    const opened = await NestFactory.createMicroservice(CalculatorModule, {
      strategy: transport().server('sample.rpc', concurrency),
      logger: false,
    });
    await opened.listen();
    return opened;
  };
  const ask = <T>(pattern: string, asked: object = {}, ms = 4_000): Promise<T> =>
    firstValueFrom(client.send<T>(pattern, asked).pipe(timeout(ms)));
  const waiting = async () => (await channel.checkQueue(queue)).messageCount;
  const consumers = async () => (await channel.checkQueue(queue)).consumerCount;

  beforeAll(async () => {
    connection = await amqp.connect(server);
    channel = await connection.createChannel();
    await channel.assertQueue(queue, { durable: true });
    line = await Line.to(server);
  });
  afterAll(async () => {
    await channel.deleteQueue(queue);
    await connection.close();
    await line.close();
  });
  beforeEach(async () => {
    calls.length = 0;
    rpcServer = await openServer();
    client = transport().client('sample.rpc');
    await eventually(async () => expect(await consumers()).toBe(1));
  });
  afterEach(async () => {
    line.pass();
    await client.close();
    await rpcServer.close();
    await channel.purgeQueue(queue);
  });

  it('replies to concurrent requests', async () => {
    const sums = await Promise.all([1, 2, 3].map((n) => ask<{ sum: number }>('add', { a: n, b: n })));
    expect(sums).toEqual([{ sum: 2 }, { sum: 4 }, { sum: 6 }]);
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('sends the caller the message of a rejection, and no detail of an internal error', async () => {
    await expect(ask('reject')).rejects.toMatchObject({ message: 'not a request' });
    await expect(ask('break')).rejects.toMatchObject({ message: 'Internal server error' });
  });

  it('replies with an error, and acknowledges, when the response is not serializable', async () => {
    await expect(ask('unserializable')).rejects.toMatchObject({ message: expect.stringContaining('not serializable') });
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('fails at once when the queue does not exist', async () => {
    await rpcServer.close();
    await channel.deleteQueue(queue);
    const began = performance.now();
    await expect(ask('add', { a: 1, b: 1 }, 2_000)).rejects.toThrow('does not exist');
    expect(performance.now() - began).toBeLessThan(1_000);
    await channel.assertQueue(queue, { durable: true });
  });

  it('serves after RabbitMQ has closed its channel, once the cause is gone', async () => {
    await rpcServer.close();
    const { consumerTag } = await channel.consume(queue, () => undefined, { exclusive: true, noAck: true });
    rpcServer = await openServer();
    await expect(ask('add', { a: 1, b: 1 }, 300)).rejects.toThrow();
    await channel.cancel(consumerTag);
    await eventually(async () => expect(await ask('add', { a: 2, b: 2 }, 500)).toEqual({ sum: 4 }), { within: 15_000 });
  });

  it('serves and calls over a queue that has different arguments', async () => {
    await rpcServer.close();
    await client.close();
    await channel.deleteQueue(queue);
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-max-length': 1 } });
    rpcServer = await openServer();
    client = transport().client('sample.rpc');
    await eventually(async () => expect(await ask('add', { a: 1, b: 1 }, 500)).toEqual({ sum: 2 }));
    await rpcServer.close();
    await channel.deleteQueue(queue);
    await channel.assertQueue(queue, { durable: true });
  });

  it('fails at once when the server has no handler for the pattern', async () => {
    await expect(ask('no-such-pattern')).rejects.toMatchObject({
      message: 'This server has no handler for the pattern.',
    });
  });

  it('expires a request in the queue when its caller has given up, whatever the clock says', async () => {
    await rpcServer.close();
    await expect(ask('add', new TimedRequest({ a: 1, b: 1 }, 199.5), 300)).rejects.toThrow(TimeoutError);
    await eventually(async () => expect(await waiting()).toBe(0));
    rpcServer = await openServer();
    expect(await ask('add', { a: 2, b: 2 })).toEqual({ sum: 4 });
    expect(calls).toEqual(['add 2 2']);
  });

  it('leaves requests beyond its concurrency limit in the queue', async () => {
    await rpcServer.close();
    rpcServer = await openServer(1);
    const answers = [ask('slow'), ask('add', { a: 1, b: 1 })];
    await eventually(() => expect(calls).toEqual(['slow']));
    await eventually(async () => expect(await waiting()).toBe(1));
    finish();
    await Promise.all(answers);
    expect(calls).toEqual(['slow', 'add 1 1']);
  });

  it('queues a request without a time limit, without making it persistent', async () => {
    await rpcServer.close();
    await expect(ask('add', { a: 1, b: 1 }, 300)).rejects.toThrow(TimeoutError);
    const message = await eventually(async () => {
      const got = await channel.get(queue, { noAck: false });
      if (!got) throw new Error('the queue is empty');
      return got;
    });
    expect(message.properties.deliveryMode).not.toBe(2);
    expect(message.properties.expiration).toBeUndefined();
    channel.nack(message);
    rpcServer = await openServer();
    await eventually(() => expect(calls).toEqual(['add 1 1']));
  });

  it('acknowledges after the reply, so a request whose connection is lost is delivered again', async () => {
    const answer = ask<string>('slow').catch((error: unknown) => error);
    await eventually(() => expect(calls).toEqual(['slow']));
    line.refuse();
    line.pass();
    await eventually(() => expect(calls).toEqual(['slow', 'slow']), { within: 15_000 });
    finish();
    await eventually(async () => expect(await waiting()).toBe(0));
    // The caller has lost its own connection as well: its reply queue is gone.
    expect(await answer).toBeInstanceOf(TimeoutError);
  });

  it('replies to the requests in progress before it closes, and accepts no more', async () => {
    const answer = ask<string>('slow');
    await eventually(() => expect(calls).toEqual(['slow']));
    const closing = rpcServer.close();
    await eventually(async () => expect(await consumers()).toBe(0));
    await expect(ask('add', new TimedRequest({ a: 1, b: 1 }, 100), 150)).rejects.toThrow();
    finish();
    expect(await answer).toBe('late');
    await closing;
    expect(calls).toEqual(['slow']);
    expect(await waiting()).toBe(0);
  });

  it('fails at once while RabbitMQ is unreachable, and resumes after it reconnects', async () => {
    expect(await ask('add', { a: 1, b: 1 })).toEqual({ sum: 2 });
    line.refuse();
    await eventually(async () => {
      const began = performance.now();
      await expect(ask('add', { a: 1, b: 1 }, 1_000)).rejects.not.toBeInstanceOf(TimeoutError);
      expect(performance.now() - began).toBeLessThan(200);
    });
    line.pass();
    await eventually(async () => expect(await ask('add', { a: 2, b: 2 }, 500)).toEqual({ sum: 4 }), { within: 15_000 });
  });

  it('starts while RabbitMQ is unreachable, and serves once it is reachable', async () => {
    await rpcServer.close();
    await client.close();
    line.refuse();
    client = transport().client('sample.rpc');
    rpcServer = await openServer();
    await expect(ask('add', { a: 1, b: 1 }, 2_000)).rejects.not.toBeInstanceOf(TimeoutError);
    line.pass();
    await eventually(async () => expect(await ask('add', { a: 3, b: 3 }, 500)).toEqual({ sum: 6 }), { within: 15_000 });
  });

  it('consumes again after its queue was deleted', async () => {
    await channel.deleteQueue(queue);
    await eventually(async () => {
      await channel.assertQueue(queue, { durable: true });
      expect(await consumers()).toBe(1);
    });
    expect(await ask('add', { a: 1, b: 1 })).toEqual({ sum: 2 });
  });

  it.each([
    'nonsense',
    '',
    'null',
    '[]',
    '{}',
    '{"pattern":"add"}',
    '{"pattern":"add","id":1}',
    '{"pattern":{"a":1},"id":"x"}',
    '{"pattern":"no-such-pattern","id":"x"}',
    '{"pattern":"__proto__","id":"x"}',
    '\u0000\u0001',
  ])('drops the malformed request %j and serves the next one', async (content) => {
    const hostile = { replyTo: 'nowhere', correlationId: 'x' };
    for (let n = 0; n < 120; n++) channel.sendToQueue(queue, Buffer.from(content), hostile);
    expect(await ask('add', { a: 1, b: 1 })).toEqual({ sum: 2 });
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await consumers()).toBe(1);
  });

  it('replies with an error to a request whose pattern is nested too deeply to read', async () => {
    const content = JSON.stringify({ pattern: `${'['.repeat(50_000)}${']'.repeat(50_000)}`, id: 'x' });
    for (let n = 0; n < 120; n++)
      channel.sendToQueue(queue, Buffer.from(content), { replyTo: 'x', correlationId: 'x' });
    expect(await ask('add', { a: 1, b: 1 })).toEqual({ sum: 2 });
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('ignores a request without a reply address', async () => {
    const request = { pattern: 'add', id: 'x', data: { a: 9, b: 9 } };
    channel.sendToQueue(queue, Buffer.from(JSON.stringify(request)));
    expect(await ask('add', { a: 1, b: 1 })).toEqual({ sum: 2 });
    expect(calls).toEqual(['add 1 1']);
  });
});
