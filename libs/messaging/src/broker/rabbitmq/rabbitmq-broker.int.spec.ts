import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';
import { describeWith } from '#testing';
import { brokerContract } from '../broker.contract.js';
import type { BrokerPlace } from '../contract/harness.contract.js';
import { RabbitmqBroker } from './rabbitmq-broker.js';

describeWith('rabbitmq', 'RabbitmqBroker with a server', (server) => {
  brokerContract('RabbitmqBroker', () => newPlace(server));
});

async function newPlace(server: string): Promise<BrokerPlace> {
  const namespace = `t${randomUUID().slice(0, 8)}`;
  const address = `${server}?namespace=${namespace}`;
  const delays = new Set<number>();
  return {
    timeoutMs: 8_000,
    open: async (retry) => {
      for (let n = 0; n < retry.attempts; n += 1) delays.add(retry.firstDelayMs * retry.factor ** n);
      const broker = new RabbitmqBroker({ address, retry });
      await broker.connected(5_000);
      return broker;
    },
    dispose: async () => {
      const connection = await amqp.connect(server);
      const channel = await connection.createChannel();
      for (const consumer of [
        'payment',
        'lecture',
        'mypage',
        'notification',
        'words',
        'tail',
        'all-others',
        'mypaeg',
      ]) {
        const own = [
          consumer,
          `${consumer}.parked`,
          `${consumer}.settled`,
          ...[...delays].map((ms) => `${consumer}.retry.${ms}`),
        ];
        for (const queue of own) await channel.deleteQueue(`${namespace}.${queue}`);
      }
      await channel.deleteExchange(`${namespace}.sugang.events`);
      await connection.close();
    },
  };
}
