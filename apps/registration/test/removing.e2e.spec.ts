import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLecture, cast, eventually, idOf, tempDir, TestIdentity } from '#testing';
import { RunningRegistration } from './running-registration.js';
import { Student } from './student.js';

describe('the registrations of an instructor', () => {
  const lecture = aLecture({ instructor: { id: cast.drPark.sub, name: 'Dr. Park' } });
  const dataDir = tempDir();
  let running: RunningRegistration;
  let mina: Student;
  let joon: Student;
  let drPark: Student;
  let drLee: Student;
  let admin: Student;

  beforeAll(async () => {
    const identity = await TestIdentity.create();
    running = await RunningRegistration.start({ dataDir, keys: identity.keys });
    const url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
    const client = (claims: Parameters<typeof Student.of>[2]) => Student.of(url, identity, claims);
    [mina, joon, drPark, drLee, admin] = [
      ...[await client(cast.mina), await client(cast.joon), await client(cast.drPark)],
      ...[await client(cast.drLee), await client(cast.admin)],
    ] as [Student, Student, Student, Student, Student];
    await running.addLectures(lecture);
  });
  afterAll(() => running.stop());

  const remove = (who: Student, id: string, note: unknown = 'No entrance test.') =>
    who.post(`/admin/registrations/${id}/remove`, { note }, randomUUID());

  it('are removed once, with a reason, and their seats become free', async () => {
    const { body: confirmed } = await mina.register(lecture.id);
    const removed = await remove(drPark, confirmed.id);
    expect(removed).toMatchObject({
      status: 200,
      body: {
        id: confirmed.id,
        status: 'CANCELED',
        cancelReason: 'INSTRUCTOR',
        cancelNote: 'No entrance test.',
        version: 3,
      },
    });
    expect(await remove(admin, confirmed.id, 'Another reason.')).toMatchObject({ status: 200, body: removed.body });
    expect((await mina.get(`/registrations/${confirmed.id}`)).body).toEqual(removed.body);
    expect((await mina.get(`/lectures/${lecture.id}/availability`)).body).toMatchObject({ taken: 0 });
    expect((await mina.post(`/registrations/${confirmed.id}/cancel`)).body.code).toBe('REGISTRATION_OVER');
    await eventually(() =>
      expect(running.events.named('registration.canceled')).toMatchObject([
        { subject: confirmed.id, sequence: 3, data: removed.body },
      ]),
    );
  });

  it('are removed only while they are confirmed', async () => {
    const { body: held } = await joon.register(lecture.id, 'tok_error');
    expect(await remove(drPark, held.id)).toMatchObject({
      status: 409,
      body: { code: 'NOT_CONFIRMED', registrationStatus: 'AWAITING_PAYMENT' },
    });
    await joon.post(`/registrations/${held.id}/cancel`);
    expect((await remove(drPark, held.id)).body).toMatchObject({ registrationStatus: 'CANCELED' });
  });

  it('are read and removed only by the instructor of their lecture and by admins', async () => {
    const { body: confirmed } = await mina.register(lecture.id);
    const list = (who: Student) => who.get(`/admin/lectures/${lecture.id}/registrations`);
    for (const [who, code] of [
      [drLee, 'NOT_FOUND'],
      [mina, 'FORBIDDEN'],
    ] as const) {
      expect((await remove(who, confirmed.id)).body.code).toBe(code);
      expect((await list(who)).body.code).toBe(code);
    }
    expect((await remove(drPark, idOf(404))).body.code).toBe('NOT_FOUND');
    expect((await remove(drPark, confirmed.id, ' ')).body.code).toBe('INVALID_REQUEST');
    for (const who of [drPark, admin]) expect((await list(who)).body.items[0]).toEqual(confirmed);
  });

  it('are listed by status and in pages, including held registrations', async () => {
    const other = aLecture({ id: idOf(0x5001), instructor: lecture.instructor });
    await running.addLectures(other);
    const { body: confirmed } = await mina.register(other.id);
    const { body: held } = await joon.register(other.id, 'tok_error');
    const ids = async (query: string) => {
      const { body } = await drPark.get(`/admin/lectures/${other.id}/registrations?${query}`);
      return { ids: body.items.map(({ id }) => id), next: body.next };
    };
    expect(await ids('status=AWAITING_PAYMENT')).toEqual({ ids: [held.id], next: null });
    const first = await ids('limit=1');
    expect(first.ids).toEqual([held.id]);
    expect(await ids(`limit=1&cursor=${first.next}`)).toEqual({ ids: [confirmed.id], next: null });
    const wrong = await drPark.get(`/admin/lectures/${other.id}/registrations?lectureId=${lecture.id}`);
    expect(wrong.body.code).toBe('INVALID_REQUEST');
  });
});
