import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { createConnection } from 'mysql2/promise';
import { setTimeout as pause } from 'node:timers/promises';
import { openBroker, type Broker, type Delivery } from '#messaging';
import { eventually, notRun } from '#testing';
import { describeWithOwnServers } from './describe-with-own-servers.js';
import type { Mariadb, Rabbitmq, Servers } from './server-controls.js';
import { startServers } from './servers.js';
import { SmallDisk } from './small-disk.js';

const SECOND = 1_000;
const WITHIN = { within: 30 * SECOND };

/** The outcome of a promise, or `waits` when it has not settled within this many milliseconds. */
const outcome = (attempt: Promise<unknown>, within = SECOND): Promise<string> =>
  Promise.race([
    attempt.then(
      () => 'done',
      () => 'failed',
    ),
    new Promise<string>((resolve) => setTimeout(() => resolve('waits'), within)),
  ]);

const refusal = SmallDisk.refusal();
const onSmallDisk = (name: string, test: () => Promise<void>): void =>
  refusal === undefined ? it(name, test, 90_000) : notRun(`${name}: ${refusal}`, true);

describeWithOwnServers('the servers of a lab', () => {
  let servers: Servers;

  beforeAll(async () => {
    servers = await startServers();
  }, 120 * SECOND);
  afterEach(() => servers.restore(), 60 * SECOND);
  afterAll(() => servers.stop());

  describe('MariaDB', () => {
    let mariadb: Mariadb;
    const schema = 'harmed';
    const kept = async () =>
      (await mariadb.rows<{ word: string }>(schema, 'SELECT word FROM kept')).map(({ word }) => word);
    const keep = (word: string) => mariadb.rows(schema, `INSERT INTO kept (word) VALUES ('${word}')`);

    beforeAll(async () => {
      ({ mariadb } = servers);
      await mariadb.rows('mysql', `CREATE DATABASE ${schema}`);
      await mariadb.rows(schema, 'CREATE TABLE kept (id INT AUTO_INCREMENT PRIMARY KEY, word VARCHAR(2000))');
      await keep('first');
    });

    it('is unreachable after a kill, and has the same port and data after a restart', async () => {
      const open = await createConnection(mariadb.url);
      open.on('error', () => undefined);
      await open.beginTransaction();
      await open.query(`INSERT INTO ${schema}.kept (word) VALUES ('never committed')`);
      await mariadb.kill();
      expect(await outcome(mariadb.rows(schema, 'SELECT 1'))).toBe('failed');
      await mariadb.restart();
      expect(await kept()).toEqual(['first']);
    });

    it('does not respond while it is frozen, and continues when it is thawed', async () => {
      mariadb.freeze();
      const asked = mariadb.rows(schema, 'SELECT 1');
      expect(await outcome(asked, 500)).toBe('waits');
      mariadb.thaw();
      expect(await outcome(asked, 5 * SECOND)).toBe('done');
    });

    it('lets a session hold locks until it is released', async () => {
      const held = await mariadb.hold(schema, "UPDATE kept SET word = 'held'");
      const changed = mariadb.rows(schema, "UPDATE kept SET word = 'first'");
      expect(await outcome(changed, 300)).toBe('waits');
      await held.letGo();
      expect(await outcome(changed)).toBe('done');
      expect(await kept()).toEqual(['first']);
    });

    it('loses all connections to one schema, and no others', async () => {
      const [own, other] = await Promise.all([schema, 'mysql'].map((at) => createConnection(`${mariadb.url}/${at}`)));
      own!.on('error', () => undefined);
      expect(await mariadb.killConnections(schema)).toBe(1);
      expect(await outcome(own!.query('SELECT 1'))).toBe('failed');
      expect(await outcome(other!.query('SELECT 1'))).toBe('done');
      await other!.end();
    });

    onSmallDisk('takes nothing on a full disk, still reads, and goes on when there is room again', async () => {
      await mariadb.fillDisk();
      const refused = await eventually(async () => {
        const some = Array.from({ length: 100 }, () => "(REPEAT('x', 2000))").join();
        const error = await mariadb.rows(schema, `INSERT INTO kept (word) VALUES ${some}`).catch(String);
        if (typeof error !== 'string') throw new Error('there is still room');
        return error;
      }, WITHIN);
      expect(refused).toMatch(/full/);
      expect((await kept()).at(0)).toBe('first');
      mariadb.freeDisk();
      await keep('again');
      expect((await kept()).at(-1)).toBe('again');
    });
  });

  describe('RabbitMQ', () => {
    let rabbitmq: Rabbitmq;
    let connection: ChannelModel;
    let channel: ConfirmChannel;
    const queue = 'harmed';

    const open = async () => {
      connection = await connect(rabbitmq.url);
      connection.on('error', () => undefined);
      channel = await connection.createConfirmChannel();
      channel.on('error', () => undefined);
      await channel.assertQueue(queue, { durable: true });
    };
    const publish = async (words: string) => {
      channel.sendToQueue(queue, Buffer.from(words), { persistent: true });
      await channel.waitForConfirms();
    };
    const next = async () => (await channel.get(queue, { noAck: true })) || undefined;

    beforeAll(async () => {
      ({ rabbitmq } = servers);
      await open();
    });
    afterAll(async () => {
      await connection.close();
    });

    it('is unreachable after a kill, and has the same port and messages after a restart', async () => {
      await publish('durable');
      const over = new Promise((closed) => connection.once('close', closed));
      await rabbitmq.kill();
      await over;
      expect(await outcome(connect(rabbitmq.url))).toBe('failed');
      await rabbitmq.restart();
      await open();
      // RabbitMQ accepts connections before it has recovered its queues.
      await eventually(async () => expect((await next())?.content.toString()).toBe('durable'), WITHIN);
    }, 90_000);

    it('confirms nothing while it is frozen, and confirms when it is thawed', async () => {
      rabbitmq.freeze();
      const published = publish('late');
      expect(await outcome(published, 500)).toBe('waits');
      rabbitmq.thaw();
      expect(await outcome(published, 5 * SECOND)).toBe('done');
      expect((await next())?.content.toString()).toBe('late');
    });

    const refusesWhile = async (inject: () => Promise<void>, restore: () => Promise<void>) => {
      await inject();
      // The first publish after the alarm makes RabbitMQ block the connection.
      await eventually(async () => expect(await outcome(publish('blocked'), 500)).toBe('waits'), WITHIN);
      await restore();
      await eventually(async () => expect(await outcome(publish('again'), 500)).toBe('done'), WITHIN);
    };

    it('accepts no message from a publisher during a memory alarm', async () => {
      await refusesWhile(
        () => rabbitmq.memoryIsShort(),
        () => rabbitmq.memoryIsBack(),
      );
    }, 90_000);

    onSmallDisk('takes nothing from a publisher while its disk is nearly full', async () => {
      await refusesWhile(
        () => rabbitmq.fillDisk(20),
        async () => rabbitmq.freeDisk(),
      );
    });

    it('responds to rabbitmqctl', async () => {
      expect(await rabbitmq.ctl('list_queues', 'name')).toContain(queue);
    });
  });

  describe('RabbitMQ, as services use it,', () => {
    let rabbitmq: Rabbitmq;
    let broker: Broker;

    beforeAll(async () => {
      ({ rabbitmq } = servers);
      broker = await openBroker(`${rabbitmq.url}?namespace=own`, '');
    });
    afterAll(() => broker.close());

    const message = (id: string) => ({ id, routingKey: 'registration.confirmed.v1', body: '{}' });

    it('reports the number of parked messages per consumer while it blocks publishers', async () => {
      const park = async () => ({ kind: 'park', reason: 'unreadable' }) as const;
      await broker.subscribe({ consumer: 'lecture', bindings: ['#'], concurrency: 1, handle: park });
      await broker.publish(message('before'));
      const parked = () => broker.parked.count('lecture');
      await eventually(async () => expect(await parked()).toBe(1), WITHIN);
      expect(await broker.parked.replayAll({ consumer: 'lecture' })).toBe(1);
      await eventually(async () => expect(await parked()).toBe(1), WITHIN);
      await rabbitmq.memoryIsShort();
      await eventually(() => expect(broker.publish(message('blocked'))).rejects.toThrow('blocks'), WITHIN);
      expect(await Promise.all([outcome(parked()), outcome(broker.hasQueue('lecture'))])).toEqual(['done', 'done']);
      expect(await outcome(broker.parked.list({ consumer: 'lecture' }))).toBe('done');
    }, 90_000);

    // Dead-lettered without a confirm, they are lost in every second run.
    it('delivers messages whose retry became due while it was down', async () => {
      const retry = { attempts: 2, firstDelayMs: 5 * SECOND, factor: 1, maxDelayMs: 5 * SECOND };
      const patient = await openBroker(`${rabbitmq.url}?namespace=due`, '', { retry });
      const attempts: string[] = [];
      const handle = async ({ id, attempt }: Delivery) => {
        attempts.push(`${id}, attempt ${attempt}`);
        return attempt === 1 ? ({ kind: 'retry', reason: 'busy' } as const) : ({ kind: 'done' } as const);
      };
      await patient.subscribe({ consumer: 'payment', bindings: ['#'], concurrency: 30, handle });
      // Killed right after it declared a queue, it would take a minute to recover that queue.
      await pause(SECOND);
      const ids = Array.from({ length: 30 }, (_, n) => `due-${n}`);
      await Promise.all(ids.map((id) => patient.publish(message(id))));
      await eventually(() => expect(attempts).toHaveLength(ids.length), WITHIN);
      await pause(SECOND / 2);
      await rabbitmq.kill();
      await pause(retry.firstDelayMs);
      await rabbitmq.restart();
      await eventually(
        () => expect(new Set(attempts)).toEqual(new Set(ids.flatMap((id) => [`${id}, attempt 1`, `${id}, attempt 2`]))),
        WITHIN,
      );
      await patient.close();
    }, 90_000);
  });
});
