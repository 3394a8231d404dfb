import { afterAll, beforeAll, expect, it } from '@jest/globals';
import amqp from 'amqplib';
import Libsql from 'libsql';
import mysql from 'mysql2/promise';
import { join } from 'node:path';
import { describeWith, eventually } from '#testing';
import { queueNames } from '#messaging';
import { inspect, isBroken, type Addresses } from '../../apps/inspector/src/inspect.js';
import type { Corruption } from '../support/corruption.js';
import { corruptions } from '../support/corruptions.js';
import { DistributedSystem } from '../support/distributed-system.js';
import { registerEveryOutcome } from '../support/every-outcome.js';

describeWith('rabbitmq', 'the inspector', () =>
  describeWith('mysql', 'on RabbitMQ and MySQL', () => {
    let system: DistributedSystem;
    let addresses: Addresses;
    /** When the system stopped: work that became overdue since then is expected. */
    let now: Date | undefined;
    const reported = async () =>
      (await inspect(addresses, now && { now })).flatMap(({ numbers, broken }) =>
        broken.map((each) => `${numbers.join(', ')}: ${each}`),
      );

    beforeAll(async () => {
      system = await DistributedSystem.start();
      const url = (service: string) => system.schemaUrl(service);
      addresses = {
        databases: {
          registration: url('registration'),
          payment: url('payment'),
          lecture: url('lecture'),
          identity: url('identity'),
        },
        views: 'sqlite:',
        broker: system.brokerUrl,
        dataDir: system.dataDir,
      };
      await registerEveryOutcome(system.url);
      await eventually(async () => expect(await reported()).toEqual([]), { within: 60_000 });
      await Promise.all(system.all.map((each) => each.stop()));
      now = new Date();
    }, 180_000);
    afterAll(() => system.kill(), 60_000);

    it('finds no violation', async () => {
      const findings = await inspect(addresses, now && { now });
      expect(findings.filter(isBroken)).toEqual([]);
      expect(findings.filter(({ examined }) => /^[1-9]/.test(examined)).length).toBeGreaterThan(15);
    });

    it.each(corruptions.map((each): [string, string, Corruption] => [each.numbers, each.what, each]))(
      '(%s) sees %s',
      async (numbers, _what, corruption) => {
        await whileCorrupted(corruption, async () =>
          expect(await reported()).toContainEqual(
            expect.stringMatching(new RegExp(`^${numbers}: ${corruption.says.source}`)),
          ),
        );
      },
    );

    it('finds no violation after every corruption has been undone (negative control)', async () => {
      expect(await reported()).toEqual([]);
    });

    it('reports queued messages, and parked ones with their reason', async () => {
      const broker = await amqp.connect(system.servers.rabbitmq);
      const channel = await broker.createConfirmChannel();
      const lecture = queueNames('lecture', system.id);
      const headers = { 'x-sugang-reason': 'not JSON' };
      channel.sendToQueue(lecture.queue, Buffer.from('{}'), { messageId: 'm-1' });
      channel.sendToQueue(lecture.parked, Buffer.from('{}'), { messageId: 'm-2', headers });
      await channel.waitForConfirms();
      const both = ['10, F10: 1 messages wait in the queue lecture', '10, F10: lecture:m-2 is parked: not JSON'];
      await eventually(async () => expect(await reported()).toEqual(both));
      expect(await reported()).toEqual(both);
      for (const queue of [lecture.queue, lecture.parked]) await channel.purgeQueue(queue);
      await broker.close();
      await eventually(async () => expect(await reported()).toEqual([]));
    });

    /** Everything else is as it was, and afterwards this is, too. */
    async function whileCorrupted({ store, table, sql }: Corruption, look: () => Promise<void>): Promise<void> {
      const run = store === 'mypage' ? onFile(join(system.dataDir, 'mypage.sqlite')) : await onServer(store);
      await run(`CREATE TABLE kept AS SELECT * FROM ${table}`);
      await run(sql);
      await look();
      await run(`DELETE FROM ${table}`);
      await run(`INSERT INTO ${table} SELECT * FROM kept`);
      await run('DROP TABLE kept');
    }

    const onFile = (path: string) => async (sql: string) => {
      const file = new Libsql(path);
      file.exec(sql);
      file.close();
    };

    const onServer = async (store: string) => async (sql: string) => {
      // The provider's ledger is in payment's schema if its database is a server.
      const connection = await mysql.createConnection(system.schemaUrl(store === 'provider' ? 'payment' : store));
      await connection.query(sql);
      await connection.end();
    };
  }),
);
