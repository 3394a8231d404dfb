import { describe, expect, it } from '@jest/globals';
import { cast, eventually, idOf } from '#testing';
import { syllabus } from './algorithms-101.js';
import { LectureOffice } from './lecture-office.js';

const { mina, drPark, drLee, admin } = cast;

describe('opening a lecture', () => {
  const office = LectureOffice.forTheseTests();

  it('returns the complete lecture with Location and ETag, and publishes it', async () => {
    const { status, headers, body } = await office.opens(drPark);
    expect(status).toBe(201);
    expect(body).toEqual({
      ...syllabus,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      instructor: { id: drPark.sub, name: null },
      enrolled: 0,
      status: 'OPEN',
      cancelNote: null,
      createdAt: office.clock.now().toISOString(),
      updatedAt: office.clock.now().toISOString(),
      version: 1,
    });
    expect([headers.get('location'), headers.get('etag')]).toEqual([`/api/v1/lectures/${body.id}`, '"1"']);
    const read = await office.get(`/admin/lectures/${body.id}`, drPark);
    expect([read.status, read.body, read.headers.get('etag')]).toEqual([200, body, '"1"']);
    const { enrolled: _, ...state } = body;
    await eventually(() =>
      expect(office.events.named('lecture.opened')).toMatchObject([
        { source: '/sugang/lecture', subject: body.id, sequence: 1, time: body.createdAt, data: state },
      ]),
    );
  });

  it('normalizes instants to UTC, and keeps places and URLs', async () => {
    const sessions = [
      {
        startsAt: '2027-03-02T10:00:00+09:00',
        endsAt: '2027-03-02T12:00:00.5+09:00',
        url: 'https://live.example.org/1',
      },
    ];
    const { body } = await office.opens(drPark, { sessions });
    expect(body.sessions).toEqual([
      { startsAt: '2027-03-02T01:00:00.000Z', endsAt: '2027-03-02T03:00:00.500Z', url: 'https://live.example.org/1' },
    ]);
  });

  it('is allowed to instructors and admins', async () => {
    expect((await office.opens(mina)).body.code).toBe('FORBIDDEN');
    expect((await office.service.call('POST', '/admin/lectures', { body: syllabus })).status).toBe(401);
  });

  it('by an admin requires a known instructor', async () => {
    expect(await office.opens(drPark, { instructorId: drPark.sub })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST', errors: [{ pointer: '/instructorId' }] },
    });
    expect(await office.opens(admin)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/instructorId' }] } });
    const named = { instructorId: drLee.sub };
    expect(await office.opens(admin, named)).toMatchObject({ status: 422, body: { code: 'INSTRUCTOR_UNKNOWN' } });
    await office.receives('drLee');
    await office.receives('mina');
    await eventually(async () => expect((await office.opens(admin, named)).status).toBe(201));
    const { body } = await office.opens(admin, named);
    expect(body.instructor).toEqual({ id: drLee.sub, name: 'Dr. Lee' });
    expect((await office.opens(admin, { instructorId: mina.sub })).body.code).toBe('INSTRUCTOR_UNKNOWN');
  });

  it('reports every error at once', async () => {
    const session = { startsAt: '2027-03-02T03:00:00Z', endsAt: '2027-03-02T03:00:00Z', place: 'Room 301' };
    const { status, body } = await office.opens(drPark, {
      title: ' ',
      capacity: 100_001,
      fee: { amount: -1, currency: 'KRW' },
      sessions: [session, { ...session, endsAt: 'soon' }],
      color: 'red',
    });
    expect([status, body.code]).toEqual([400, 'INVALID_REQUEST']);
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    const faults = ['/title', '/capacity', '/fee/amount', '/sessions/0/endsAt', '/sessions/1/endsAt', '/color'];
    expect(pointers).toEqual(expect.arrayContaining(faults));
  });

  it.each([
    [{ capacity: 0 }],
    [{ capacity: 1.5 }],
    [{ sessions: [] }],
    [{ fee: { amount: 100, currency: 'USD' } }],
    [{ sessions: [{ startsAt: '2027-03-02T01:00:00Z', endsAt: '2027-03-02T03:00:00Z' }] }],
    [{ title: 'a\u0000b' }],
    [{ title: 'half a \ud83c' }],
    [{ instructorId: 'a\u0000b' }],
    [{ description: undefined }],
  ])('refuses %j', async (changes) => {
    expect((await office.opens(drPark, changes)).body.code).toBe('INVALID_REQUEST');
  });

  it('refuses a lecture that has ended', async () => {
    const sessions = [{ startsAt: '2027-02-19T01:00:00Z', endsAt: '2027-02-19T03:00:00Z', place: 'Room 301' }];
    const { status, body } = await office.opens(drPark, { sessions });
    expect([status, body.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/sessions', code: 'INVALID_TIME' })]);
  });

  it('refuses sessions that overlap', async () => {
    const [first] = syllabus.sessions;
    const { status, body } = await office.opens(drPark, { sessions: [first, { ...first, place: 'Room 302' }] });
    expect([status, body.errors[0].pointer]).toEqual([400, '/sessions']);
  });

  it('opens one lecture per idempotency key', async () => {
    const once = { 'idempotency-key': 'open-once' };
    const answers = [await office.opens(drPark, {}, once), await office.opens(drPark, {}, once)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]!.body).toEqual(answers[0]!.body);
    expect(answers[1]!.headers.get('idempotency-replayed')).toBe('true');
    expect((await office.opens(drPark, { capacity: 7 }, once)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('changing a lecture', () => {
  const office = LectureOffice.forTheseTests();

  it('requires the current ETag, returns the next one, and publishes the change', async () => {
    const { id } = await office.opened();
    office.clock.step(1_000);
    const { status, headers, body } = await office.changes(
      drPark,
      id,
      { capacity: 40, title: 'Algorithms 102' },
      '"1"',
    );
    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ capacity: 40, title: 'Algorithms 102', version: 2, category: syllabus.category });
    expect(body.updatedAt).toBe(office.clock.now().toISOString());
    expect((await office.get(`/admin/lectures/${id}`, drPark)).body).toEqual(body);
    await eventually(() =>
      expect(office.events.named('lecture.changed')).toMatchObject([
        { subject: id, sequence: 2, data: { capacity: 40 } },
      ]),
    );
  });

  it('is rejected without an ETag, with a stale one, and with an invalid one', async () => {
    const { id } = await office.opened();
    expect(await office.changes(drPark, id, { capacity: 40 })).toMatchObject({
      status: 428,
      body: { code: 'PRECONDITION_REQUIRED' },
    });
    for (const tag of ['"2"', 'W/"1"', '"abc"']) {
      expect(await office.changes(drPark, id, { capacity: 40 }, tag)).toMatchObject({
        status: 412,
        body: { code: 'PRECONDITION_FAILED' },
      });
    }
    expect((await office.changes(drPark, id, { capacity: 40 }, '1')).status).toBe(400);
    expect((await office.changes(drPark, id, { capacity: 40 }, '*')).status).toBe(200);
  });

  it('accepts a JSON merge patch', async () => {
    const { id } = await office.opened();
    const patch = { 'content-type': 'application/merge-patch+json' };
    expect((await office.changes(drPark, id, { capacity: 31 }, '"1"', patch)).body.capacity).toBe(31);
    expect((await office.changes(drPark, id, { fee: { amount: 39_000 } }, '"2"', patch)).body).toMatchObject({
      capacity: 31,
      fee: { amount: 39_000, currency: 'KRW' },
    });
    const refused = await office.changes(drPark, id, { capacity: 31 }, '"1"', { 'content-type': 'text/plain' });
    expect(refused).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
  });

  it('changes nothing for an empty patch', async () => {
    const { id } = await office.opened();
    for (const patch of [{}, { title: syllabus.title, sessions: syllabus.sessions }]) {
      const { status, body } = await office.changes(drPark, id, patch, '"1"');
      expect([status, body.version]).toEqual([200, 1]);
    }
  });

  it.each([
    [{ title: null }],
    [{ instructorId: drLee.sub }],
    [{ status: 'CLOSED' }],
    [{ version: 7 }],
    [[]],
    ['"text"'],
  ])('refuses the patch %j', async (patch) => {
    const { id } = await office.opened();
    expect((await office.changes(drPark, id, patch, '"1"')).body.code).toBe('INVALID_REQUEST');
  });

  it('is allowed to its instructor and admins, and not found for another instructor', async () => {
    const { id } = await office.opened();
    expect((await office.changes(drLee, id, { capacity: 40 }, '"1"')).body.code).toBe('NOT_FOUND');
    expect((await office.changes(mina, id, { capacity: 40 }, '"1"')).body.code).toBe('FORBIDDEN');
    expect((await office.changes(admin, id, { capacity: 40 }, '"1"')).status).toBe(200);
    expect((await office.changes(drPark, idOf(404), { capacity: 40 }, '"1"')).status).toBe(404);
  });

  it('cannot move a session into the past', async () => {
    const { id } = await office.opened();
    const sessions = [{ startsAt: '2027-02-19T01:00:00Z', endsAt: '2027-03-19T03:00:00Z', place: 'Room 301' }];
    const { status, body } = await office.changes(drPark, id, { sessions }, '"1"');
    expect([status, body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/sessions/0/startsAt', detail: 'must be in the future' })],
    ]);
  });

  it('cannot lower the capacity below the enrolled students', async () => {
    const { id } = await office.opened();
    await office.enrolls(1, id);
    await office.enrolls(2, id, { studentId: cast.joon.sub });
    await eventually(async () => expect((await office.get(`/lectures/${id}`)).body.enrolled).toBe(2));
    expect(await office.changes(drPark, id, { capacity: 1 }, '"1"')).toMatchObject({
      status: 409,
      body: { code: 'CAPACITY_BELOW_ENROLLED' },
    });
    expect((await office.changes(drPark, id, { capacity: 2 }, '"1"')).body).toMatchObject({ capacity: 2, enrolled: 2 });
  });

  it('computes a refund schedule from a preset once, and removes it with null', async () => {
    const { id } = await office.opened();
    const academy = await office.changes(drPark, id, { refundPreset: 'kr-academy' }, '"1"');
    const { refundTiers } = academy.body;
    expect(refundTiers).toMatchObject([{ refund: '1' }, { refund: '2/3' }, { refund: '1/2' }]);
    const sessions = [{ startsAt: '2027-04-02T01:00:00Z', endsAt: '2027-04-02T03:00:00Z', place: 'Room 301' }];
    expect((await office.changes(drPark, id, { sessions }, '"2"')).body.refundTiers).toEqual(refundTiers);
    expect((await office.get(`/lectures/${id}`)).body.refundTiers).toEqual(refundTiers);
    const reversed = { refundTiers: [...refundTiers].reverse() };
    expect(await office.changes(drPark, id, reversed, '"3"')).toMatchObject({
      status: 422,
      body: { code: 'TIERS_NOT_ASCENDING' },
    });
    expect((await office.changes(drPark, id, { refundTiers: null }, '"3"')).body).not.toHaveProperty('refundTiers');
  });

  it('happens once for twenty requests with the same version', async () => {
    const { id } = await office.opened();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => office.changes(drPark, id, { capacity: 100 + n }, '"1"')),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    expect((await office.get(`/lectures/${id}`)).body.version).toBe(2);
  });
});
