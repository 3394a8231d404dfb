import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLecture, cast, idOf, minutes, tempDir, TestIdentity } from '#testing';
import { RunningRegistration } from './running-registration.js';
import { Student } from './student.js';

describe('reading seats and registrations', () => {
  const dataDir = tempDir();
  let running: RunningRegistration;
  let url: string;
  let identity: TestIdentity;
  let mina: Student;
  let joon: Student;
  let count = 0;

  beforeAll(async () => {
    identity = await TestIdentity.create();
    running = await RunningRegistration.start({ dataDir, keys: identity.keys });
    url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
    mina = await Student.of(url, identity, cast.mina);
    joon = await Student.of(url, identity, cast.joon);
  });
  afterAll(() => running.stop());

  async function newLecture(changes: Parameters<typeof aLecture>[0] = {}) {
    const lecture = aLecture({ id: idOf(0x5000 + (count += 1)), ...changes });
    await running.addLectures(lecture);
    return lecture;
  }

  it('shows the seats of up to 100 lectures in one request, omitting unknown lectures and overdue holds', async () => {
    const [one, other] = [await newLecture(), await newLecture({ capacity: 1 })];
    await mina.register(one.id, 'tok_error');
    await joon.register(other.id);
    const visitor = Student.anonymous(url);
    const ids = [other.id, idOf(404), one.id];
    const read = async () => (await visitor.get(`/availability?lectureIds=${ids.join(',')}`)).body.items;
    expect(await read()).toMatchObject([
      { lectureId: other.id, held: 0, taken: 1, available: 0 },
      { lectureId: one.id, held: 1, taken: 0, available: 29 },
    ]);
    for (const id of [one.id, other.id])
      expect(await read()).toContainEqual((await visitor.get(`/lectures/${id}/availability`)).body);
    running.clock.step(minutes(10));
    expect((await read())[1]).toMatchObject({ held: 0, available: 30 });
    running.clock.step(-minutes(10));
    const many = (count: number) => Array.from({ length: count }, (_, n) => idOf(n)).join(',');
    expect((await visitor.get(`/availability?lectureIds=${many(100)}`)).status).toBe(200);
    for (const query of ['', '?lectureIds=', '?lectureIds=7', `?lectureIds=${many(101)}`])
      expect([query, (await visitor.get(`/availability${query}`)).body.code]).toEqual([query, 'INVALID_REQUEST']);
  });

  it("lists the student's registrations of one lecture", async () => {
    const [lecture, other] = [await newLecture(), await newLecture()];
    const { body } = await mina.register(lecture.id);
    await mina.register(other.id);
    await joon.register(lecture.id);
    expect((await mina.get(`/registrations?lectureId=${lecture.id}`)).body).toMatchObject({
      items: [body],
      next: null,
    });
    expect((await mina.get(`/registrations?lectureId=${lecture.id}&status=CANCELED`)).body.items).toEqual([]);
    expect((await mina.get('/registrations?lectureId=7')).body.code).toBe('INVALID_REQUEST');
  });
});
