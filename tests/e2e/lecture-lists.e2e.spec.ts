import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LecturePage } from '#contracts';
import { eventually } from '#testing';
import { Client } from '../support/client.js';
import { Edges } from '../support/edges.js';

let edges: Edges | undefined;
beforeAll(async () => {
  edges = await Edges.start();
});
afterAll(() => edges?.stop());

describe.each(['gateway', 'embedded'] as const)('the list of lectures (%s)', (name) => {
  const visitor = () => new Client(edges![name]);

  it('contains the availability that registration reports for each lecture', async () => {
    await eventually(async () => {
      const { status, body } = await visitor().get('/lectures?sort=startsAt&limit=100');
      expect(status).toBe(200);
      const { items } = LecturePage.parse(body);
      expect(items.length).toBeGreaterThanOrEqual(5);
      for (const { id, availability } of items) {
        const { serverTime: _now, ...single } = (await visitor().get(`/lectures/${id}/availability`)).body;
        expect(availability).toEqual(single);
      }
    });
  });

  it('answers 304 to its ETag until a seat is taken', async () => {
    const [free] = (await visitor().get('/lectures?free=true')).body.items;
    const path = `/lectures?ids=${free.id}`;
    const { headers } = await visitor().get(path);
    const tag = { 'if-none-match': headers.get('etag')! };
    expect((await visitor().get(path, tag)).status).toBe(304);
    const student = await Client.signUp(edges![name], `${name}@example.org`);
    expect((await student.post('/registrations', { lectureId: free.id }, { 'idempotency-key': name })).status).toBe(
      201,
    );
    const after = await visitor().get(path, tag);
    expect([after.status, after.body.items[0].availability.taken]).toEqual([200, free.availability.taken + 1]);
  });

  it('rejects a wrong filter with a problem, and answers HEAD without a body', async () => {
    expect((await visitor().get('/lectures?color=red')).body.code).toBe('INVALID_REQUEST');
    expect((await visitor().get('/lectures/facets')).body.categories.length).toBeGreaterThan(0);
    const head = await fetch(`${edges![name]}/api/v1/lectures`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
