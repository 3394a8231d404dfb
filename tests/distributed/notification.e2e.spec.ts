import amqp from 'amqplib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { queueNames } from '#messaging';
import { describeWith, eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';

describeWith('rabbitmq', 'notification', () =>
  describeWith('mysql', 'beside services that run', () => {
    let system: DistributedSystem;
    let mina: Client;
    let park: Client;
    let before: { pids: number[]; printed: string[] };

    beforeAll(async () => {
      system = await DistributedSystem.start({
        later: ['notification'],
        env: { SUGANG_NOTIFICATION_GRACE_MS: '1000' },
      });
      [mina, park] = (await Promise.all(
        ['mina', 'park'].map((name) => Client.login(system.url, `${name}@sugang.dev`)),
      )) as [Client, Client];
      before = { pids: others().map(({ pid }) => pid), printed: others().map(({ printed }) => printed) };
    }, 120_000);
    afterAll(() => system.stop(), 60_000);

    const others = () => system.all.filter(({ name }) => name !== 'notification');
    const sent = async () =>
      (await mina.all('/mypage/notifications')).map(({ template, registrationId }) => `${template} ${registrationId}`);

    /** Mina registers for a new lecture. */
    async function registered(): Promise<string> {
      const { body: lecture } = await park.post('/admin/lectures', lectureBody());
      await eventually(async () => expect((await mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
      const { status, body } = await mina.register(lecture.id);
      expect(status).toBe(201);
      return body.id as string;
    }

    /** No service restarted, no errors were logged, and registrations still work. */
    async function noOtherServiceIsAffected(): Promise<void> {
      const id = await registered();
      expect((await mina.cancel(id)).status).toBe(200);
      await eventually(async () => {
        const view = (await mina.get(`/mypage/registrations/${id}`)).body;
        expect(view).toMatchObject({ status: 'CANCELED', payment: { status: 'CANCELED' } });
      });
      expect(others().map(({ pid }) => pid)).toEqual(before.pids);
      const complaints = others().flatMap(({ name, printed }, n) =>
        name === 'gateway' ? [] : [printed.slice(before.printed[n]!.length)],
      );
      expect(complaints.join('')).toBe('');
    }

    it('affects no other service while it is absent; only its own paths return 503', async () => {
      await noOtherServiceIsAffected();
      for (const path of ['/mypage/notifications', '/mypage/notification-preferences']) {
        expect(await mina.get(path)).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
      }
    }, 60_000);

    it('sends messages from its first start on, using earlier accounts and lectures', async () => {
      const earlier = await registered();
      await system.service('notification').start();
      await eventually(async () => expect((await mina.get('/mypage/notifications')).body.items).toEqual([]));
      const later = await registered();
      await eventually(async () => expect(await sent()).toEqual([`confirmed ${later}`]));
      await mina.cancel(earlier);
      await eventually(async () => {
        const expected = [`confirmed ${later}`, `canceled-by-student ${earlier}`, `refunded ${earlier}`];
        expect((await sent()).toSorted()).toEqual(expected.toSorted());
      });
      await noOtherServiceIsAffected();
    }, 60_000);

    it('catches up with events from its downtime, once', async () => {
      await system.service('notification').kill();
      const meanwhile = await registered();
      expect((await mina.get('/mypage/notifications')).status).toBe(503);
      await system.service('notification').start();
      await eventually(async () => expect(await sent()).toContain(`confirmed ${meanwhile}`));
      const all = await sent();
      expect(new Set(all).size).toBe(all.length);
    }, 60_000);

    it('can be removed with its queues without effect on other services', async () => {
      expect(await system.service('notification').stop()).toBe(0);
      await deleteQueues();
      await noOtherServiceIsAffected();
      expect((await mina.get('/mypage/notifications')).status).toBe(503);
    }, 60_000);

    it('returns with its state, and sends nothing about events from its absence', async () => {
      const known = (
        await system.rows<{ n: number }>('notification', "SELECT COUNT(*) AS n FROM notification WHERE status = 'SENT'")
      )[0]!.n;
      await system.service('notification').start();
      await eventually(async () => expect(await sent()).toHaveLength(Number(known)));
      const new_ = await registered();
      await eventually(async () => expect(await sent()).toContain(`confirmed ${new_}`));
      expect(await sent()).toHaveLength(Number(known) + 1);
      await noOtherServiceIsAffected();
    }, 60_000);

    async function deleteQueues(): Promise<void> {
      const broker = await amqp.connect(system.servers.rabbitmq);
      const channel = await broker.createChannel();
      for (const queue of queueNames('notification', system.id).all) await channel.deleteQueue(queue);
      await broker.close();
    }
  }),
);
