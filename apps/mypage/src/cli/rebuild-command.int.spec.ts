import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';
import { describe, expect, it } from '@jest/globals';
import { rebuildRequestedKeyOf } from '#contracts';
import { openBroker, queueNames } from '#messaging';
import { describeWith, eventually, tempDir } from '#testing';
import { rebuildCommand } from './rebuild-command.js';

const dataDir = tempDir();

/** The command opens the broker itself, as a process of its own does. */
async function expectRequest(address: string): Promise<void> {
  const broker = await openBroker(address, dataDir);
  const requests: string[] = [];
  const run = async (...args: string[]) => {
    const printed: string[] = [];
    const print = (line: string) => void printed.push(line);
    const env = { BROKER_URL: address, SUGANG_DATA_DIR: dataDir };
    return { exitCode: await rebuildCommand({ args, env, print, printError: print }), text: printed.join() };
  };
  try {
    await broker.subscribe({
      consumer: 'mypage-rebuild',
      bindings: [rebuildRequestedKeyOf('mypage')],
      concurrency: 1,
      handle: async ({ body }) => {
        requests.push(body);
        return { kind: 'done' };
      },
    });
    expect(await run('mypage')).toMatchObject({ exitCode: 0, text: expect.stringContaining('Requested a rebuild') });
    await eventually(() => expect(requests).toEqual([expect.stringContaining('requestId')]));
    expect(await run('lecture')).toMatchObject({ exitCode: 1, text: expect.stringContaining('cannot be rebuilt') });
    expect(await run()).toMatchObject({ exitCode: 64, text: expect.stringContaining('usage') });
  } finally {
    await broker.close();
  }
}

describe('rebuild with the in-process broker', () => {
  it('requests a rebuild', () => expectRequest('in-process:'));
});

describeWith('rabbitmq', 'rebuild with RabbitMQ', (server) => {
  it('requests a rebuild once it is connected', async () => {
    const namespace = `t${randomUUID().slice(0, 8)}`;
    try {
      await expectRequest(`${server}?namespace=${namespace}`);
    } finally {
      const connection = await amqp.connect(server);
      const channel = await connection.createChannel();
      for (const queue of queueNames('mypage-rebuild', namespace).all) await channel.deleteQueue(queue);
      await channel.deleteExchange(`${namespace}.sugang.events`);
      await connection.close();
    }
  });
});
