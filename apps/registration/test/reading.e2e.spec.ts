import { describe, expect, it } from '@jest/globals';
import { idOf, minutes } from '#testing';
import { servedRegistration } from './running-registration.js';

describe('reading seats and registrations', () => {
  const served = servedRegistration();

  it('shows the seats of up to 100 lectures in one request, omitting unknown lectures and overdue holds', async () => {
    const [one, other] = [await served.newLecture(), await served.newLecture({ capacity: 1 })];
    await served.mina.register(one.id, 'tok_error');
    await served.joon.register(other.id);
    const visitor = served.visitor();
    const ids = [other.id, idOf(404), one.id];
    const read = async () => (await visitor.get(`/availability?lectureIds=${ids.join(',')}`)).body.items;
    expect(await read()).toMatchObject([
      { lectureId: other.id, held: 0, taken: 1, available: 0 },
      { lectureId: one.id, held: 1, taken: 0, available: 29 },
    ]);
    for (const id of [one.id, other.id]) {
      const { serverTime: _now, ...single } = (await visitor.get(`/lectures/${id}/availability`)).body;
      expect(await read()).toContainEqual(single);
    }
    served.running.clock.step(minutes(10));
    expect((await read())[1]).toMatchObject({ held: 0, available: 30 });
    served.running.clock.step(-minutes(10));
    const many = (count: number) => Array.from({ length: count }, (_, n) => idOf(n)).join(',');
    expect((await visitor.get(`/availability?lectureIds=${many(100)}`)).status).toBe(200);
    for (const query of ['', '?lectureIds=', '?lectureIds=7', `?lectureIds=${many(101)}`])
      expect([query, (await visitor.get(`/availability${query}`)).body.code]).toEqual([query, 'INVALID_REQUEST']);
  });

  it("lists the student's registrations of one lecture", async () => {
    const [lecture, other] = [await served.newLecture(), await served.newLecture()];
    const { body } = await served.mina.register(lecture.id);
    await served.mina.register(other.id);
    await served.joon.register(lecture.id);
    expect((await served.mina.get(`/registrations?lectureId=${lecture.id}`)).body).toMatchObject({
      items: [body],
      next: null,
    });
    expect((await served.mina.get(`/registrations?lectureId=${lecture.id}&status=CANCELED`)).body.items).toEqual([]);
    expect((await served.mina.get('/registrations?lectureId=7')).body.code).toBe('INVALID_REQUEST');
  });
});
