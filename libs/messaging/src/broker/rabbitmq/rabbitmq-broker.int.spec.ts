import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';
import { describeWith } from '#testing';
import { brokerContract } from '../broker.contract.js';
import type { RetryPolicy } from '../broker.js';
import type { BrokerPlace } from '../contract/harness.contract.js';
import { Names } from './names.js';
import { RabbitmqBroker } from './rabbitmq-broker.js';
import { Topology } from './topology.js';

describeWith('rabbitmq', 'RabbitmqBroker with a server', (server) => {
  brokerContract('RabbitmqBroker', () => newPlace(server));
});

async function newPlace(server: string): Promise<BrokerPlace> {
  const namespace = `t${randomUUID().slice(0, 8)}`;
  const address = `${server}?namespace=${namespace}`;
  let retry: RetryPolicy | undefined;
  return {
    timeoutMs: 8_000,
    open: async (chosen) => {
      retry = chosen;
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
        const topology = new Topology(new Names(namespace), retry);
        for (const { name } of topology.all(consumer)) await channel.deleteQueue(name);
      }
      await channel.deleteExchange(`${namespace}.sugang.events`);
      await connection.close();
    },
  };
}
