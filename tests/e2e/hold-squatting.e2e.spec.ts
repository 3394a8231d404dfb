import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

describe('a student who holds seats without paying', () => {
  let system: RunningSystem;
  let park: Client;
  let mina: Client;
  let joon: Client;
  beforeAll(async () => {
    system = await RunningSystem.start();
    [park, mina, joon] = (await Promise.all(
      ['park', 'mina', 'joon'].map((name) => Client.login(system.url, `${name}@sugang.dev`)),
    )) as [Client, Client, Client];
  });
  afterAll(async () => {
    await system.stop();
    system.forget();
  });

  it.each(['tok_hang', 'tok_error'])(
    'cannot keep the last seat by canceling and registering again (%s)',
    async (token) => {
      const { body: lecture } = await park.post('/admin/lectures', lectureBody({ title: token, capacity: 1 }));
      await eventually(async () => expect((await park.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
      const held = await mina.register(lecture.id, token);
      expect(held.status).toBe(202);
      expect((await joon.register(lecture.id)).body.code).toBe('LECTURE_FULL');
      expect((await mina.cancel(held.body.id)).status).toBe(200);
      const again = await mina.register(lecture.id, token);
      expect([again.status, again.body.code]).toEqual([409, 'TOO_MANY_HOLDS']);
      expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(50);
      expect((await joon.register(lecture.id)).status).toBe(201);
    },
  );

  it('holds at most eight seats', async () => {
    const answers = [];
    for (let n = 0; n < 9; n++) {
      const { body: lecture } = await park.post('/admin/lectures', lectureBody({ title: `Course ${n}` }));
      await eventually(async () => expect((await park.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
      answers.push(await mina.register(lecture.id, 'tok_error'));
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(8).fill(202), 409]);
    expect(answers[8]!.body.reasons).toMatchObject([{ data: { limit: 8 }, remedies: ['PAY', 'CANCEL'] }]);
  }, 60_000);
});
