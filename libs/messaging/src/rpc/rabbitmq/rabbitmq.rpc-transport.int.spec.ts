import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload, RpcException, type ClientProxy } from '@nestjs/microservices';
import amqp from 'amqplib';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { describeWith, eventually, Line } from '#testing';
import { RabbitmqRpcTransport } from './rabbitmq.rpc-transport.js';

const calls: string[] = [];
const slowOnes: (() => void)[] = [];
const finish = () => slowOnes.forEach((each) => each());

@Controller()
class Desk {
  @MessagePattern('add')
  add(@Payload() { a, b }: { a: number; b: number }): { sum: number } {
    calls.push(`add ${a} ${b}`);
    return { sum: a + b };
  }

  @MessagePattern('refuse')
  refuse(): never {
    throw new RpcException('not a request');
  }

  @MessagePattern('break')
  break(): never {
    throw new Error('a secret of the server');
  }

  @MessagePattern('slow')
  async slow(): Promise<string> {
    calls.push('slow');
    await new Promise<void>((resolve) => slowOnes.push(resolve));
    return 'late';
  }
}

@Module({ controllers: [Desk] })
class Office {}

describeWith('rabbitmq', 'request and answer over RabbitMQ', (server) => {
  const namespace = `t${randomUUID().slice(0, 8)}`;
  const queue = `${namespace}.sample.rpc`;
  let line: Line;
  let connection: amqp.ChannelModel;
  let channel: amqp.Channel;
  let client: ClientProxy;
  let desk: INestMicroservice;

  const transport = () => new RabbitmqRpcTransport(`${line.url}?namespace=${namespace}`);
  const openDesk = async (atATime?: number) => {
    const opened = await NestFactory.createMicroservice(Office, {
      strategy: transport().server('sample.rpc', atATime),
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
    desk = await openDesk();
    client = transport().client('sample.rpc');
    await eventually(async () => expect(await consumers()).toBe(1));
  });
  afterEach(async () => {
    line.pass();
    await client.close();
    await desk.close();
    await channel.purgeQueue(queue);
  });

  it('answers', async () => {
    const sums = await Promise.all([1, 2, 3].map((n) => ask<{ sum: number }>('add', { a: n, b: n })));
    expect(sums).toEqual([{ sum: 2 }, { sum: 4 }, { sum: 6 }]);
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('tells the caller of a refusal, and of a fault without its secrets', async () => {
    await expect(ask('refuse')).rejects.toMatchObject({ message: 'not a request' });
    await expect(ask('break')).rejects.toMatchObject({ message: 'Internal server error' });
  });

  it('fails at once where nobody answers', async () => {
    await expect(ask('no-such-pattern')).rejects.toMatchObject({ message: 'nobody answers this' });
  });

  it('lets a request die with its deadline when nobody takes it', async () => {
    await desk.close();
    const deadline = new Date(Date.now() + 200).toISOString();
    await expect(ask('add', { a: 1, b: 1, deadline }, 300)).rejects.toThrow(TimeoutError);
    await eventually(async () => expect(await waiting()).toBe(0));
    desk = await openDesk();
    expect(await ask('add', { a: 2, b: 2 })).toEqual({ sum: 4 });
    expect(calls).toEqual(['add 2 2']);
  });

  it('leaves in the queue what is more than it may work on at a time', async () => {
    await desk.close();
    desk = await openDesk(1);
    const answers = [ask('slow'), ask('add', { a: 1, b: 1 })];
    await eventually(() => expect(calls).toEqual(['slow']));
    await eventually(async () => expect(await waiting()).toBe(1));
    finish();
    await Promise.all(answers);
    expect(calls).toEqual(['slow', 'add 1 1']);
  });

  it('keeps a request without a deadline, and never on disk', async () => {
    await desk.close();
    await expect(ask('add', { a: 1, b: 1 }, 300)).rejects.toThrow(TimeoutError);
    const message = await eventually(async () => {
      const got = await channel.get(queue, { noAck: false });
      if (!got) throw new Error('nothing waits');
      return got;
    });
    expect(message.properties.deliveryMode).not.toBe(2);
    expect(message.properties.expiration).toBeUndefined();
    channel.nack(message);
    desk = await openDesk();
    await eventually(() => expect(calls).toEqual(['add 1 1']));
  });

  it('acknowledges after the answer: a request whose server dies is asked again', async () => {
    const answer = ask<string>('slow').catch((error: unknown) => error);
    await eventually(() => expect(calls).toEqual(['slow']));
    line.refuse();
    line.pass();
    await eventually(() => expect(calls).toEqual(['slow', 'slow']), { within: 15_000 });
    finish();
    await eventually(async () => expect(await waiting()).toBe(0));
    // Whoever asked has lost its own line, too; only its timeout tells.
    expect(await answer).toBeInstanceOf(TimeoutError);
  });

  it('answers what is under way before it closes, and takes nothing more', async () => {
    const answer = ask<string>('slow');
    await eventually(() => expect(calls).toEqual(['slow']));
    const closing = desk.close();
    await eventually(async () => expect(await consumers()).toBe(0));
    await expect(ask('add', { a: 1, b: 1, deadline: new Date(Date.now() + 100).toISOString() }, 150)).rejects.toThrow();
    finish();
    expect(await answer).toBe('late');
    await closing;
    expect(calls).toEqual(['slow']);
    expect(await waiting()).toBe(0);
  });

  it('fails at once while RabbitMQ is known to be away, and goes on when it is back', async () => {
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

  it('starts while RabbitMQ is away, and serves when it has come', async () => {
    await desk.close();
    await client.close();
    line.refuse();
    client = transport().client('sample.rpc');
    desk = await openDesk();
    await expect(ask('add', { a: 1, b: 1 }, 2_000)).rejects.not.toBeInstanceOf(TimeoutError);
    line.pass();
    await eventually(async () => expect(await ask('add', { a: 3, b: 3 }, 500)).toEqual({ sum: 6 }), { within: 15_000 });
  });

  it('consumes again when its queue was deleted', async () => {
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
    '{"pattern":"nobody","id":"x"}',
    '{"pattern":"__proto__","id":"x"}',
    '\u0000\u0001',
  ])('drops %j, and serves the next', async (content) => {
    const hostile = { replyTo: 'nowhere', correlationId: 'x' };
    for (let n = 0; n < 120; n++) channel.sendToQueue(queue, Buffer.from(content), hostile);
    expect(await ask('add', { a: 1, b: 1 })).toEqual({ sum: 2 });
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await consumers()).toBe(1);
  });

  it('does not work on a request that has nobody to answer to', async () => {
    const request = { pattern: 'add', id: 'x', data: { a: 9, b: 9 } };
    channel.sendToQueue(queue, Buffer.from(JSON.stringify(request)));
    expect(await ask('add', { a: 1, b: 1 })).toEqual({ sum: 2 });
    expect(calls).toEqual(['add 1 1']);
  });
});
