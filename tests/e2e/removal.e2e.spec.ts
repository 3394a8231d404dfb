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
      const [message] = own.filter(({ template }: { template: string }) => template === 'canceled-by-instructor');
      expect(message?.body).toContain('No entrance test.');
    });
    await eventually(async () => {
      const roster = (await park.get(`/admin/lectures/${lecture.id}/roster`)).body.items;
      expect(roster.map((each: { registrationId: string }) => each.registrationId)).not.toContain(registration.id);
    });
  });
});
