import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Client } from '../support/client.js';
import { Edges } from '../support/edges.js';

let edges: Edges | undefined;
beforeAll(async () => {
  edges = await Edges.start();
});
afterAll(() => edges?.stop());

describe.each(['gateway', 'embedded'] as const)('a student removed by the instructor (%s)', (name) => {
  it('gets a full refund, a message with the reason, and sees it on My Page', async () => {
    const url = edges![name];
    const [mina, park] = [await Client.login(url, 'mina@sugang.dev'), await Client.login(url, 'park@sugang.dev')];
    const [lecture] = (await mina.get('/lectures?q=Databases')).body.items;
    const { body: registration } = await mina.register(lecture.id);
    const taken = await park.get(`/admin/lectures/${lecture.id}/registrations?status=CONFIRMED`);
    expect(taken.body.items).toContainEqual(registration);
    const removed = await park.post(`/admin/registrations/${registration.id}/remove`, { note: 'No entrance test.' });
    expect([removed.status, removed.body.cancelReason]).toEqual([200, 'INSTRUCTOR']);
    await eventually(async () =>
      expect((await mina.get(`/payments?registrationId=${registration.id}`)).body.items).toMatchObject([
        { status: 'CANCELED', amount: registration.fee },
      ]),
    );
    await eventually(async () => {
      const { body } = await mina.get(`/mypage/registrations/${registration.id}`);
      expect(body).toMatchObject({ status: 'CANCELED', cancelReason: 'INSTRUCTOR', cancelNote: 'No entrance test.' });
      expect(body.payment.status).toBe('CANCELED');
    });
    await eventually(async () => {
      const messages = (await mina.get('/mypage/notifications?limit=100')).body.items;
      const own = messages.filter(
        ({ registrationId }: { registrationId: string }) => registrationId === registration.id,
      );
      const [message] = own.filter(({ template }: { template: string }) => template === 'removed');
      expect(message?.body).toContain('No entrance test');
    });
    await eventually(async () => {
      const roster = (await park.get(`/admin/lectures/${lecture.id}/roster`)).body.items;
      expect(roster.map((each: { registrationId: string }) => each.registrationId)).not.toContain(registration.id);
    });
  });
});

describe.each(['gateway', 'embedded'] as const)('a registration that requires an approval (%s)', (name) => {
  const DAY = 86_400_000;
  const withApproval = async () => {
    const url = edges![name];
    const [mina, park] = [await Client.login(url, 'mina@sugang.dev'), await Client.login(url, 'park@sugang.dev')];
    const startsAt = new Date(Date.now() + 20 * DAY);
    const opened = await park.post('/admin/lectures', {
      title: `Latte art ${startsAt.getTime()}`,
      description: 'A workshop for members.',
      category: 'coffee',
      fee: { amount: 30_000, currency: 'KRW' },
      capacity: 4,
      sessions: [
        {
          startsAt: startsAt.toISOString(),
          endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString(),
          place: 'Café',
        },
      ],
      approvalRequired: true,
      approvalHours: 24,
    });
    expect(opened).toMatchObject({ status: 201, body: { approvalRequired: true, approvalHours: 24 } });
    const lectureId = opened.body.id;
    await eventually(async () => expect((await mina.get(`/lectures/${lectureId}/availability`)).status).toBe(200));
    const { status, body: registration } = await mina.register(lectureId);
    expect([status, registration.status]).toEqual([202, 'AWAITING_APPROVAL']);
    const awaited = (query: string) =>
      eventually(async () => {
        const { body } = await park.get(`/admin/lectures/${lectureId}/roster?status=${query}`);
        expect(body.items).toMatchObject([{ registrationId: registration.id, decideBy: expect.any(String) }]);
        return body.items[0];
      });
    const paymentIs = (expected: string) =>
      eventually(async () => {
        const { body } = await mina.get(`/payments?registrationId=${registration.id}`);
        expect(body.items).toMatchObject([{ status: expected, amount: registration.fee }]);
      });
    const shown = (expected: object) =>
      eventually(async () => {
        expect((await mina.get(`/mypage/registrations/${registration.id}`)).body).toMatchObject(expected);
      });
    const notified = (who: Client, path: string, template: string) =>
      eventually(async () => {
        const { body } = await who.get(`${path}?limit=100`);
        const own = body.items.filter((each: { registrationId: string }) => each.registrationId === registration.id);
        const templates = own.map((each: { template: string }) => each.template);
        expect(templates.filter((each: string) => each === template)).toEqual([template]);
      });
    const decide = (what: string, body?: object) => park.post(`/admin/registrations/${registration.id}/${what}`, body);
    return { mina, park, lectureId, registration, awaited, paymentIs, shown, notified, decide };
  };

  it('is accepted, canceled on request and refunded, and both sides are notified', async () => {
    const { mina, park, lectureId, registration, awaited, paymentIs, shown, notified, decide } = await withApproval();
    expect(await awaited('AWAITING_APPROVAL')).toMatchObject({ decideBy: registration.holdExpiresAt });
    await shown({ status: 'AWAITING_APPROVAL', approval: { accepted: null } });
    await notified(mina, '/mypage/notifications', 'approval-requested');
    await notified(park, '/notifications', 'approval-needed');
    expect((await decide('accept')).body).toMatchObject({ status: 'CONFIRMED', approval: { accepted: true } });
    await paymentIs('COMPLETED');
    await notified(mina, '/mypage/notifications', 'confirmed');
    const requested = await mina.post(`/registrations/${registration.id}/cancel`, { note: 'I have moved.' });
    expect(requested).toMatchObject({ status: 202, body: { cancelRequest: { number: 1 } } });
    expect(await awaited('CANCEL_REQUESTED')).toMatchObject({ note: 'I have moved.' });
    await shown({ status: 'CONFIRMED', cancelRequest: { note: 'I have moved.' } });
    await notified(park, '/notifications', 'cancellation-requested');
    expect((await decide('cancel-request/grant')).body).toMatchObject({ status: 'CANCELED', cancelReason: 'STUDENT' });
    await paymentIs('CANCELED');
    const { body } = await park.get(`/admin/lectures/${lectureId}/audit`);
    expect(body.items).toMatchObject([{ what: 'CANCELLATION_GRANTED' }, { what: 'ACCEPTED' }]);
  });

  it('is rejected with a reason and a full refund', async () => {
    const { mina, registration, paymentIs, shown, notified, decide } = await withApproval();
    const rejected = await decide('reject', { note: 'For members only.' });
    expect(rejected.body).toMatchObject({ status: 'CANCELED', cancelReason: 'INSTRUCTOR' });
    await paymentIs('CANCELED');
    await shown({ status: 'CANCELED', cancelNote: 'For members only.', approval: { accepted: false } });
    await notified(mina, '/mypage/notifications', 'rejected');
    const again = await mina.register(registration.lectureId);
    expect([again.status, again.body.status]).toEqual([202, 'AWAITING_APPROVAL']);
  });
});
