import { describe, expect, it } from '@jest/globals';
import { cast, eventually, idOf } from '#testing';
import { february, lastSessionEnd } from './algorithms-101.js';
import { LectureOffice } from './lecture-office.js';

const { mina, drPark, drLee, admin } = cast;

describe('canceling a lecture', () => {
  const office = LectureOffice.forTheseTests();

  it('is accepted once, and changes nothing when repeated', async () => {
    const { id } = await office.opened();
    const first = await office.cancels(drPark, id);
    expect(first).toMatchObject({
      status: 202,
      body: { id, status: 'CANCELED', cancelNote: 'Dr. Park is ill.', version: 2 },
    });
    expect(first.headers.get('etag')).toBe('"2"');
    const again = await office.cancels(drPark, id, 'Another reason.');
    expect([again.status, again.body]).toEqual([200, first.body]);
    await eventually(() =>
      expect(office.events.named('lecture.canceled')).toMatchObject([{ subject: id, sequence: 2 }]),
    );
    expect((await office.changes(drPark, id, { capacity: 40 }, '"2"')).body.code).toBe('LECTURE_NOT_OPEN');
  });

  it('happens once for many concurrent requests', async () => {
    const { id } = await office.opened();
    const answers = await Promise.all(Array.from({ length: 10 }, () => office.cancels(drPark, id)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 9 }, () => 200), 202]);
  });

  it('is allowed to its instructor and admins, with a reason', async () => {
    const { id } = await office.opened();
    expect((await office.cancels(drLee, id)).body.code).toBe('NOT_FOUND');
    expect((await office.cancels(mina, id)).body.code).toBe('FORBIDDEN');
    expect((await office.cancels(drPark, idOf(404))).body.code).toBe('NOT_FOUND');
    expect((await office.cancels(drPark, 'not-an-id')).body.code).toBe('INVALID_REQUEST');
    expect((await office.cancels(drPark, id, 'x'.repeat(501))).body.code).toBe('INVALID_REQUEST');
    expect((await office.cancels(drPark, id, ' ')).body.code).toBe('INVALID_REQUEST');
    expect((await office.cancels(admin, id, 'x'.repeat(500))).status).toBe(202);
  });

  it('returns the canceled lecture for the same idempotency key', async () => {
    const { id } = await office.opened();
    const key = { 'idempotency-key': 'cancel-once' };
    expect((await office.cancels(drPark, id, 'Ill.', key)).status).toBe(202);
    expect(await office.cancels(drPark, id, 'Ill.', key)).toMatchObject({ status: 200, body: { version: 2 } });
  });
});

describe('the closing sweep', () => {
  const office = LectureOffice.forTheseTests();

  it('closes only lectures whose last session has ended', async () => {
    const { id } = await office.opened();
    const later = await office.opened({
      sessions: [{ startsAt: '2028-01-01T00:00:00Z', endsAt: '2028-01-01T01:00:00Z', place: 'Room 301' }],
    });
    office.clock.moveTo(lastSessionEnd.toISOString());
    await eventually(async () => expect((await office.get(`/lectures/${id}`)).body.status).toBe('CLOSED'));
    expect((await office.get(`/lectures/${later.id}`)).body.status).toBe('OPEN');
    await eventually(() => expect(office.events.named('lecture.closed')).toMatchObject([{ subject: id, sequence: 2 }]));
    expect((await office.cancels(drPark, id)).body.code).toBe('LECTURE_NOT_OPEN');
    expect((await office.changes(drPark, id, { capacity: 40 }, '"2"')).body.code).toBe('LECTURE_NOT_OPEN');
    expect((await office.get('/lectures')).body.items.map((each: { id: string }) => each.id)).toEqual([later.id]);
  });

  it('closes many lectures in batches', async () => {
    office.clock.moveTo(february.toISOString());
    await Promise.all(Array.from({ length: 120 }, () => office.opened()));
    office.clock.moveTo(lastSessionEnd.toISOString());
    await eventually(async () => {
      const { body } = await office.get('/admin/lectures?status=OPEN', admin);
      expect(body.total).toBe(1);
    });
    expect((await office.get('/admin/lectures?status=CLOSED', admin)).body.total).toBe(121);
  });
});

describe('an ended lecture before the sweep', () => {
  const office = LectureOffice.forTheseTests({ SUGANG_LECTURE_SWEEP_MS: '3600000' });

  it('closes when a change or cancellation is attempted', async () => {
    const [changed, canceled] = [await office.opened(), await office.opened()];
    office.clock.moveTo(lastSessionEnd.toISOString());
    expect((await office.changes(drPark, changed.id, { capacity: 40 }, '"1"')).body.code).toBe('LECTURE_NOT_OPEN');
    expect((await office.cancels(drPark, canceled.id)).body.code).toBe('LECTURE_NOT_OPEN');
    for (const { id } of [changed, canceled]) {
      expect((await office.get(`/lectures/${id}`)).body).toMatchObject({ status: 'CLOSED', version: 2, capacity: 30 });
    }
    await eventually(() => expect(office.events.named('lecture.closed')).toHaveLength(2));
  });
});
