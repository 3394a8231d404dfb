import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { publishers } from '#contracts';
import { describeWith, eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';

const disabled = ['mypage', 'notification'] as const;

describeWith('rabbitmq', 'an installation without My Page and notifications', () =>
  describeWith('mysql', 'on RabbitMQ and MySQL', () => {
    let system: DistributedSystem;
    beforeAll(async () => {
      system = await DistributedSystem.start({
        without: [...disabled],
        env: { SUGANG_DISABLED_SERVICES: disabled.join(',') },
      });
    }, 120_000);
    afterAll(() => system.stop(), 60_000);

    const unroutable = async () => {
      const page = await (await fetch(`${system.service('payment').managementUrl}/metrics`)).text();
      return page.match(/^sugang_publish_failures_total\{.*unroutable.*$/gm) ?? [];
    };
    const keys = async (name: (typeof publishers)[number], condition: string) => {
      const sql = `SELECT routing_key AS routingKey FROM outbox WHERE status ${condition} 'SENT'`;
      return (await system.rows<{ routingKey: string }>(name, sql)).map(({ routingKey }) => routingKey);
    };
    const sent = (name: (typeof publishers)[number]) => keys(name, '=');
    const pending = () => Promise.all(publishers.map(async (name) => [name, await keys(name, '<>')]));

    it('registers and pays; its outboxes become empty, no event of payment is unroutable, and the gateway names what is missing', async () => {
      const [mina, park] = (await Promise.all(
        ['mina', 'park'].map((name) => Client.login(system.url, `${name}@sugang.dev`)),
      )) as [Client, Client];
      const { body: lecture } = await park.post('/admin/lectures', lectureBody());
      await eventually(async () => expect((await mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
      const { status, body: registration } = await mina.register(lecture.id);
      expect(status).toBe(201);
      expect((await mina.cancel(registration.id)).status).toBe(200);
      await eventually(async () => expect(await sent('payment')).toContain('payment.canceled.v1'));
      await eventually(async () => expect(await pending()).toEqual(publishers.map((name) => [name, []])));
      expect(await unroutable()).toEqual([]);
      expect(await mina.get('/mypage')).toMatchObject({ status: 404, body: { code: 'SERVICE_NOT_INSTALLED' } });
    }, 60_000);
  }),
);
