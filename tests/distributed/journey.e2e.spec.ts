import amqp from 'amqplib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { adminCancelLecture, getLecture, myPageRegistration, register } from '#client';
import { queueNames } from '#messaging';
import { describeWith, eventually } from '#testing';
import { describeWithBrowser } from '../support/browser.js';
import { Client, DEMO_LECTURES, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';
import { shows, VisitedSite } from '../support/visited-site.js';
import { pageJourneys } from '../e2e/page-journeys.js';
import { seatJourneys } from '../e2e/seat-journeys.js';

describeWith('rabbitmq', 'separate processes', () =>
  describeWith('mysql', 'on RabbitMQ and MySQL', () => {
    let system: DistributedSystem;
    let mina: Client;
    let joon: Client;
    let park: Client;

    beforeAll(async () => {
      // A window that two students can fill.
      const breaker = { SUGANG_PAYMENT_BREAKER_PAUSE_MS: '1000', SUGANG_PAYMENT_BREAKER_SIZE: '4' };
      system = await DistributedSystem.start({ env: breaker });
      [mina, joon, park] = (await Promise.all(
        ['mina', 'joon', 'park'].map((name) => Client.login(system.url, `${name}@sugang.dev`)),
      )) as [Client, Client, Client];
    }, 120_000);
    afterAll(() => system.stop(), 60_000);

    async function opened(changes: Record<string, unknown> = {}): Promise<string> {
      const { status, body } = await park.post('/admin/lectures', lectureBody(changes));
      expect(status).toBe(201);
      await eventually(async () => expect((await mina.get(`/lectures/${body.id}/availability`)).status).toBe(200));
      return body.id as string;
    }

    it('shows the demo lectures and accepts registrations for them', async () => {
      await eventually(async () => expect(await mina.all('/lectures')).toHaveLength(DEMO_LECTURES));
      const [algorithms] = await mina.all('/lectures?q=algorithms');
      expect(algorithms).toMatchObject({ title: 'Algorithms 101', instructor: { name: 'Dr. Park' } });
      await eventually(async () =>
        expect((await mina.get(`/lectures/${algorithms.id}/availability`)).status).toBe(200),
      );
      expect((await mina.register(algorithms.id)).status).toBe(201);
    }, 30_000);

    it('refuses a registration before it opens, and shows a draft to its staff only', async () => {
      const later = new Date(Date.now() + 3_600_000).toISOString();
      const early = await mina.register(await opened({ registrationOpensAt: later }));
      expect([early.status, early.body.code]).toEqual([409, 'NOT_OPEN_YET']);
      const { status, body } = await park.post('/admin/lectures', lectureBody({ publishAt: later }));
      expect([status, (await mina.get(`/lectures/${body.id}`)).status]).toEqual([201, 404]);
      expect((await park.get(`/admin/lectures/${body.id}`)).body.publishAt).toBe(later);
      expect((await mina.get('/time')).body).toEqual({ serverTime: expect.any(String) });
    });

    it('registers, pays, shows, enrolls, cancels and refunds through the gateway', async () => {
      const lectureId = await opened();
      const registered = await register(mina.sugang, { lectureId, payment: { method: 'card', token: 'tok_ok' } });
      expect(registered.status).toBe('CONFIRMED');
      const viewed = () => myPageRegistration(mina.sugang, { id: registered.id });
      await eventually(async () => {
        expect(await viewed()).toMatchObject({ status: 'CONFIRMED', payment: { status: 'COMPLETED' } });
        expect((await getLecture(park.sugang, { id: lectureId })).enrolled).toBe(1);
      });
      await adminCancelLecture(park.sugang, { id: lectureId, reason: 'Ill.' });
      await eventually(async () =>
        expect(await viewed()).toMatchObject({ status: 'CANCELED', payment: { status: 'CANCELED' } }),
      );
    }, 30_000);

    it('accepts registrations while the lecture service is down, and its roster catches up', async () => {
      const lectureId = await opened();
      await system.service('lecture').kill();
      expect((await mina.register(lectureId)).status).toBe(201);
      expect((await joon.register(lectureId)).status).toBe(201);
      expect((await mina.get(`/lectures/${lectureId}`)).status).toBe(503);
      await system.service('lecture').start();
      await eventually(async () => expect((await mina.get(`/lectures/${lectureId}`)).body.enrolled).toBe(2), {
        within: 15_000,
      });
    }, 60_000);

    it('keeps registrations while payment is down, opens the circuit, and confirms them after its return', async () => {
      const lectureId = await opened();
      await system.service('payment').kill();
      const waiting = await mina.register(lectureId);
      expect(waiting).toMatchObject({ status: 202, body: { status: 'AWAITING_PAYMENT' } });
      expect((await joon.register(lectureId)).status).toBe(202);
      const reasons: string[] = [];
      await eventually(
        async () => {
          const { body } = await mina.pay(waiting.body.id);
          reasons.push(body.paymentDeferred as string);
          expect(reasons).toContain('BREAKER_OPEN');
        },
        { within: 60_000 },
      );
      await system.service('payment').start();
      await eventually(async () => expect((await mina.pay(waiting.body.id)).status).toBe(200), { within: 15_000 });
      await eventually(async () => {
        const payments = await mina.all(`/payments?registrationId=${waiting.body.id}`);
        expect(payments.filter(({ status }) => status === 'COMPLETED')).toHaveLength(1);
      });
      const captured = await system.rows('payment', "SELECT * FROM provider_ledger WHERE state = 'CAPTURED'");
      expect(captured.length).toBeGreaterThan(0);
    }, 120_000);

    it('keeps working while My Page is down, which then catches up', async () => {
      const lectureId = await opened();
      await system.service('mypage').kill();
      const registered = await mina.register(lectureId);
      expect(registered.status).toBe(201);
      expect((await mina.cancel(registered.body.id)).status).toBe(200);
      await system.service('mypage').start();
      await eventually(
        async () =>
          expect((await mina.get(`/mypage/registrations/${registered.body.id}`)).body.status).toBe('CANCELED'),
        { within: 15_000 },
      );
    }, 60_000);

    it('lets an admin read, replay and drop a message that My Page cannot process', async () => {
      const admin = await Client.login(system.url, 'admin@sugang.dev');
      const broker = await amqp.connect(system.servers.rabbitmq);
      const channel = await broker.createConfirmChannel();
      channel.sendToQueue(queueNames('mypage', system.id).queue, Buffer.from('not JSON'), { messageId: 'unreadable' });
      await channel.waitForConfirms();
      await broker.close();
      const id = 'mypage:unreadable';
      const parked = async () => (await admin.get('/admin/parked-messages')).body.items;
      const isParked = () => eventually(async () => expect(await parked()).toMatchObject([{ id, consumer: 'mypage' }]));
      await isParked();
      const [{ parkedAt }] = await parked();
      expect((await admin.get(`/admin/parked-messages/${id}`)).body.body).toBe('not JSON');
      const resolve = (how: string) => admin.post(`/admin/parked-messages/${id}/${how}`, { reason: 'A test.' });
      expect((await resolve('replay')).status).toBe(204);
      await eventually(async () => expect((await parked())[0]?.parkedAt).not.toBe(parkedAt));
      await isParked();
      expect([(await resolve('drop')).status, (await resolve('drop')).status]).toEqual([204, 404]);
      expect(await parked()).toEqual([]);
    }, 60_000);

    describeWithBrowser('behind the pages', (open) => {
      const site = new VisitedSite(open, async () => ({ url: system.url, stop: async () => undefined }));
      pageJourneys(site);
      seatJourneys(site);

      it('show another registration on My Page without reload', async () => {
        const title = 'Seen without Reload';
        const id = await opened({ title });
        const page = await site.visitAs('joon', '/my-page');
        await shows(page, /^Live/);
        expect((await joon.register(id)).status).toBe(201);
        await page.getByRole('listitem').filter({ hasText: title }).getByText('Confirmed').first().waitFor();
      }, 60_000);
    });
  }),
);
