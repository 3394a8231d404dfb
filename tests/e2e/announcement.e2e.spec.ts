import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Client } from '../support/client.js';
import { Edges } from '../support/edges.js';

let edges: Edges | undefined;
beforeAll(async () => {
  edges = await Edges.start();
});
afterAll(() => edges?.stop());

describe.each(['gateway', 'embedded'] as const)('the office of an instructor (%s)', (name) => {
  it('sends a message to the confirmed students only, once each, counts registrations and links to the roster', async () => {
    const url = edges![name];
    const [mina, joon, park] = await Promise.all(
      ['mina', 'joon', 'park'].map((who) => Client.login(url, `${who}@sugang.dev`)),
    );
    const [lecture] = (await mina!.get('/lectures?q=Databases')).body.items;
    const counted = async () => (await park!.get(`/admin/lectures/${lecture.id}/statistics?interval=hour`)).body.total;
    const before = await counted();
    const { body: registration } = await mina!.register(lecture.id);
    const message = { title: `Bring a laptop (${name})`, body: 'We will sort real data.' };
    const path = `/admin/lectures/${lecture.id}/announcements`;
    expect((await joon!.post(path, message)).status).toBe(403);
    expect(await park!.post(path, message)).toMatchObject({ status: 202, body: { lectureId: lecture.id, ...message } });
    const received = async (who: Client) =>
      (await who.get('/mypage/notifications?limit=100')).body.items.filter(
        ({ template, title }: { template: string; title: string }) =>
          template === 'announcement' && title.includes(message.title),
      );
    await eventually(async () => expect(await received(mina!)).toMatchObject([{ registrationId: registration.id }]));
    const [{ body }] = await received(mina!);
    expect(body).toContain(message.body);
    const view = (await mina!.get(`/mypage/registrations/${registration.id}`)).body;
    expect([view.status, await received(joon!)]).toEqual(['CONFIRMED', []]);
    const { url: link } = (await park!.post(`/admin/lectures/${lecture.id}/roster/links`, {})).body;
    expect(await (await fetch(new URL(link, url))).text()).toContain(`${registration.id},`);
    await mina!.cancel(registration.id);
    const { requested, confirmed, canceled, refunded } = await counted();
    expect({ requested, confirmed, canceled, refunded: refunded.amount }).toEqual({
      requested: before.requested + 1,
      confirmed: before.confirmed + 1,
      canceled: before.canceled + 1,
      refunded: before.refunded.amount + lecture.fee.amount,
    });
    expect((await joon!.get(`/admin/lectures/${lecture.id}/statistics`)).status).toBe(403);
  });
});
