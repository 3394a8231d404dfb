import amqp from 'amqplib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { queueNames } from '#messaging';
import { describeWith, eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';

describeWith('rabbitmq', 'a queue that is lost while its consumer is down', () =>
  describeWith('mysql', 'on RabbitMQ and MySQL', () => {
    let system: DistributedSystem;
    let mina: Client;
    let park: Client;

    beforeAll(async () => {
      system = await DistributedSystem.start();
      [mina, park] = (await Promise.all(
        ['mina', 'park'].map((name) => Client.login(system.url, `${name}@sugang.dev`)),
      )) as [Client, Client];
    }, 120_000);
    afterAll(() => system.stop(), 60_000);

    async function paid(): Promise<string> {
      const { body: lecture } = await park.post('/admin/lectures', lectureBody());
      await eventually(async () => expect((await mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
      const { status, body } = await mina.register(lecture.id);
      expect(status).toBe(201);
      return body.id as string;
    }
    const statuses = async (registrationId: string) =>
      (
        await system.rows<{ status: string }>(
          'payment',
          `SELECT status FROM payments WHERE registration_id = '${registrationId}'`,
        )
      ).map(({ status }) => status);

    /** Cancels while payment is down, so that the cancellation waits in the queue, and deletes that queue. */
    async function canceledAndLost(id: string, queues: string[]): Promise<void> {
      await system.service('payment').stop();
      expect((await mina.cancel(id)).status).toBe(200);
      const broker = await amqp.connect(system.servers.rabbitmq);
      const channel = await broker.createChannel();
      const { queue } = queueNames('payment', system.id);
      await eventually(async () => expect((await channel.checkQueue(queue)).messageCount).toBe(1));
      for (const each of queues) await channel.deleteQueue(each);
      await broker.close();
    }

    it('loses no refund: payment requests the missed events', async () => {
      const id = await paid();
      expect(await statuses(id)).toEqual(['COMPLETED']);
      await canceledAndLost(id, [queueNames('payment', system.id).queue]);
      await system.service('payment').start();
      await eventually(async () => expect(await statuses(id)).toEqual(['CANCELED']), { within: 30_000 });
    }, 90_000);

    it('loses no refund when RabbitMQ has lost everything that payment had there', async () => {
      const id = await paid();
      await canceledAndLost(id, queueNames('payment', system.id).all);
      await system.service('payment').start();
      await eventually(async () => expect(await statuses(id)).toEqual(['CANCELED']), { within: 30_000 });
    }, 90_000);
  }),
);
