import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { describeWith, eventually, idOf, tempDir, TypeScriptChild } from '#testing';
import type { Broker, Delivery } from '../broker/broker.js';
import { openBroker } from '../broker/open-broker.js';
import { queueNames } from '../broker/rabbitmq/topology.js';
import { parkedCommand } from './parked-command.js';
import { republishCommand } from './republish-command.js';
import { resyncCommand } from './resync-command.js';

const commands = { parked: parkedCommand, resync: resyncCommand, republish: republishCommand };

function operatorCommands(newAddress: () => { address: string; dataDir: string; dispose: () => Promise<void> }): void {
  const { address, dataDir, dispose } = newAddress();
  let broker: Broker;
  let fixed: boolean;
  let got: Delivery[];

  beforeAll(async () => {
    broker = await openBroker(address, dataDir);
    await broker.connected(5_000);
    await broker.subscribe({
      consumer: 'lecture',
      bindings: ['registration.#'],
      concurrency: 4,
      handle: async (delivery) => {
        got.push(delivery);
        return fixed ? { kind: 'done' } : { kind: 'park', reason: 'no such student\n  at line 7' };
      },
    });
  });
  afterAll(async () => {
    await broker.close();
    await dispose();
  });

  beforeEach(async () => {
    for (const { id } of await broker.parked.list()) await broker.parked.drop(id);
    fixed = false;
    got = [];
    for (const n of [1, 2])
      await broker.publish({ id: idOf(n), routingKey: 'registration.confirmed.v1', body: `{"number":${n}}` });
    await eventually(async () => expect(await broker.parked.count('lecture')).toBe(2));
  });

  const run = async (command: keyof typeof commands, args: string[], env: Record<string, string> = {}) => {
    const out: string[] = [];
    const errors: string[] = [];
    const print = (line: string) => void out.push(line);
    const printError = (line: string) => void errors.push(line);
    const commandLine = { args, env: { BROKER_URL: address, SUGANG_DATA_DIR: dataDir, ...env }, print, printError };
    const exitCode = await commands[command](commandLine);
    return { exitCode, out, error: errors.join('\n') };
  };

  it.each(['parked', 'resync', 'republish'])('%s runs as a program', async (command) => {
    const env = { BROKER_URL: address, SUGANG_DATA_DIR: dataDir };
    const called = new TypeScriptChild(new URL(`./${command}.ts`, import.meta.url), ['no-such-word'], env);
    expect([await called.ended(), called.lines]).toEqual([command === 'parked' ? 64 : 1, []]);
    expect(called.complaints).toMatch(
      command === 'parked' ? /^usage/ : /no-such-word (has no queue|consumes no events)/,
    );
  });

  it('list prints the parked messages as a table while the system runs', async () => {
    const { exitCode, out } = await run('parked', ['list']);
    expect(exitCode).toBe(0);
    expect(out[0]).toMatch(/^id +routing key +attempts +parked at +reason$/);
    expect(out.slice(1).sort()).toEqual(
      [1, 2].map((n) =>
        expect.stringMatching(
          new RegExp(`^lecture:${idOf(n)}  registration.confirmed.v1  1 +\\d{4}-\\S+Z  no such student$`),
        ),
      ),
    );
  });

  it('list reports that a consumer has no parked messages', async () => {
    expect(await run('parked', ['list', 'payment'])).toMatchObject({ exitCode: 0, out: ['No messages are parked.'] });
  });

  it('show prints all details and the body of one message', async () => {
    const { exitCode, out } = await run('parked', ['show', `lecture:${idOf(2)}`]);
    expect(exitCode).toBe(0);
    const text = out.join('\n');
    for (const fact of ['"consumer": "lecture"', 'no such student\\n  at line 7', '"number": 2'])
      expect(text).toContain(fact);
  });

  it('replay returns one message to the running system', async () => {
    fixed = true;
    expect((await run('parked', ['replay', `lecture:${idOf(1)}`])).exitCode).toBe(0);
    await eventually(() => expect(got.slice(2)).toEqual([expect.objectContaining({ id: idOf(1), attempt: 1 })]));
    expect(await broker.parked.count('lecture')).toBe(1);
  });

  it('replay --all returns every message to its consumer', async () => {
    fixed = true;
    expect(await run('parked', ['replay', '--all'])).toMatchObject({
      exitCode: 0,
      out: ['2 returned to their consumers.'],
    });
    await eventually(() => expect(got).toHaveLength(4));
  });

  it('drop deletes one message', async () => {
    expect((await run('parked', ['drop', `lecture:${idOf(1)}`])).exitCode).toBe(0);
    expect((await broker.parked.list()).map(({ messageId }) => messageId)).toEqual([idOf(2)]);
  });

  it.each([
    [['show', 'lecture:nothing'], 1, /No parked message has the id lecture:nothing\./],
    [['replay', 'nonsense'], 1, /No parked message has the id nonsense\./],
    [['drop', 'nonsense'], 1, /No parked message has the id nonsense\./],
    [[], 64, /usage/],
    [['replay'], 64, /usage/],
    [['list', '--all'], 64, /usage/],
    [['list', '--al'], 64, /Unknown option.*usage/s],
    [['erase', 'everything'], 64, /usage/],
  ])('parked %j exits with %d', async (args, exitCode, error) => {
    expect(await run('parked', args)).toEqual({ exitCode, out: [], error: expect.stringMatching(error) });
  });

  it('reports a missing broker file and an invalid setting', async () => {
    expect(await run('parked', ['list'], { BROKER_URL: 'in-process:', SUGANG_DATA_DIR: `${dataDir}/nowhere` })).toEqual(
      {
        exitCode: 1,
        out: [],
        error: `No broker file in ${dataDir}/nowhere. Set SUGANG_DATA_DIR to the directory of the system.`,
      },
    );
    expect(await run('parked', ['list'], { BROKER_URL: 'carrier-pigeon:' })).toMatchObject({
      exitCode: 78,
      error: expect.stringContaining('BROKER_URL'),
    });
  });

  it('resync sends a request to the owning services for a consumer that exists', async () => {
    expect(await run('resync', ['lecture'])).toMatchObject({
      exitCode: 1,
      error: expect.stringContaining('No owning service'),
    });
    const requests: string[] = [];
    await broker.subscribe({
      consumer: 'registration',
      bindings: ['resync-requested.v1'],
      concurrency: 1,
      handle: async ({ body }) => {
        requests.push(body);
        return { kind: 'done' };
      },
    });
    expect(await run('resync', ['lecture'])).toMatchObject({ exitCode: 0, error: '' });
    await eventually(() => expect(requests).toEqual([expect.stringContaining('"consumer":"lecture"')]));
    expect(await run('resync', ['lectrue'])).toMatchObject({
      exitCode: 1,
      error: expect.stringContaining('The consumer lectrue has no queue.'),
    });
    expect(await run('resync', [])).toMatchObject({ exitCode: 64, error: expect.stringContaining('usage') });
  });

  it('republish sends a request with the time range to the publishers, for a consumer that exists', async () => {
    const requests: string[] = [];
    await broker.subscribe({
      consumer: 'payment',
      bindings: ['republish-requested.v1'],
      concurrency: 1,
      handle: async ({ body }) => {
        requests.push(body);
        return { kind: 'done' };
      },
    });
    const range = ['--from', '2027-03-01T09:00:00+09:00', '--to', '2027-03-01T12:00:00Z'];
    expect(await run('republish', ['lecture', ...range])).toMatchObject({ exitCode: 0, error: '' });
    await eventually(() => expect(requests).toHaveLength(1));
    expect(JSON.parse(requests[0]!)).toMatchObject({
      consumer: 'lecture',
      events: expect.arrayContaining(['registration.canceled']),
      from: '2027-03-01T00:00:00.000Z',
      to: '2027-03-01T12:00:00.000Z',
    });
    expect(await run('republish', ['identity'])).toMatchObject({ exitCode: 1 });
    expect(await run('republish', ['lecture', '--from', '2027-03-01T09:00:00'])).toMatchObject({
      exitCode: 64,
      error: expect.stringContaining('is not a time with an offset'),
    });
  });
}

describe('the operator commands', () => {
  operatorCommands(() => ({ address: 'in-process:', dataDir: tempDir(), dispose: async () => undefined }));
});

describeWith('rabbitmq', 'the operator commands with RabbitMQ', (server) => {
  const namespace = `t${randomUUID().slice(0, 8)}`;
  operatorCommands(() => ({
    address: `${server}?namespace=${namespace}`,
    dataDir: tempDir(),
    dispose: () => deleteQueues(server, namespace),
  }));
});

async function deleteQueues(server: string, namespace: string): Promise<void> {
  const connection = await amqp.connect(server);
  const channel = await connection.createChannel();
  for (const consumer of ['lecture', 'registration', 'payment'])
    for (const queue of queueNames(consumer, namespace).all) await channel.deleteQueue(queue);
  await channel.deleteExchange(`${namespace}.sugang.events`);
  await connection.close();
}
