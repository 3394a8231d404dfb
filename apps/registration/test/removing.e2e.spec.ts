import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLecture, cast, eventually, hours, idOf, tempDir, TestIdentity } from '#testing';
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

  const fees = (count: number) => ({ ...lecture.fee, amount: count * lecture.fee.amount });
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

  it('are counted over time, for the instructor of their lecture and admins only', async () => {
    const counted = aLecture({ id: idOf(0x5002), instructor: lecture.instructor });
    await running.addLectures(counted);
    const [first, second] = [await mina.register(counted.id), await joon.register(counted.id)];
    await remove(drPark, first.body.id);
    const { clock } = running;
    const from = clock.now();
    clock.moveTo(new Date(from.getTime() + hours(25)).toISOString());
    await joon.post(`/registrations/${second.body.id}/cancel`);
    const path = `/admin/lectures/${counted.id}/statistics`;
    const { status, body } = await drPark.get(path);
    expect([status, body.items.length, body.total]).toEqual([
      200,
      30,
      { requested: 2, confirmed: 2, canceled: 2, paid: fees(2), refunded: fees(2) },
    ]);
    const to = new Date(from.getTime() + hours(25)).toISOString();
    expect((await drPark.get(`${path}?interval=hour&from=${from.toISOString()}&to=${to}`)).body.items).toHaveLength(25);
    expect((await admin.get(path)).status).toBe(200);
    expect([(await drLee.get(path)).body.code, (await mina.get(path)).body.code]).toEqual(['NOT_FOUND', 'FORBIDDEN']);
    expect((await drPark.get(`/admin/lectures/${idOf(404)}/statistics`)).body.code).toBe('NOT_FOUND');
  });

  it.each([
    ['from=2027-02-22T00:00:00Z', 'must be sent together with from'],
    ['from=2027-02-22T00:00:00Z&to=2027-02-22T00:00:00Z', 'must be after from'],
    ['from=2027-02-22T00:00:00Z&to=2027-03-22T00:00:00Z&interval=hour', 'must be at most 400 intervals after from'],
  ])('are not counted for a period that is not valid: %s', async (query, detail) => {
    const { body } = await drPark.get(`/admin/lectures/${lecture.id}/statistics?${query}`);
    expect(body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ pointer: '/query/to', detail }] });
  });
});
