import { describe, expect, it } from '@jest/globals';
import { cast, eventually, idOf } from '#testing';
import { LectureOffice } from './lecture-office.js';

const { mina, drPark, drLee, admin } = cast;

describe('a lecture for the edit view', () => {
  const office = LectureOffice.forTheseTests();

  it('has its ETag and the links of online sessions, which the public lecture and lists do not show', async () => {
    const opened = await office.opened();
    const { status, headers, body } = await office.get(`/admin/lectures/${opened.id}`, drPark);
    expect([status, headers.get('etag'), body]).toEqual([200, '"1"', opened]);
    expect(JSON.stringify(body)).toContain('https://live.example.org/101');
    for (const path of [`/lectures/${opened.id}`, '/lectures', `/lectures?ids=${opened.id}`])
      for (const who of [undefined, mina, drPark])
        expect(JSON.stringify((await office.get(path, who)).body)).not.toContain('live.example.org');
  });

  it('is for its instructor and admins only', async () => {
    const { id } = await office.opened();
    expect((await office.get(`/admin/lectures/${id}`, admin)).status).toBe(200);
    expect((await office.get(`/admin/lectures/${id}`, drLee)).body.code).toBe('NOT_FOUND');
    expect((await office.get(`/admin/lectures/${id}`, mina)).body.code).toBe('FORBIDDEN');
    expect((await office.get(`/admin/lectures/${id}`)).body.code).toBe('UNAUTHENTICATED');
    expect((await office.get(`/admin/lectures/${idOf(404)}`, admin)).body.code).toBe('NOT_FOUND');
  });
});

describe('a lecture that is not published yet', () => {
  const office = LectureOffice.forTheseTests();
  const publishAt = '2027-02-23T00:00:00.000Z';
  const times = { publishAt, registrationOpensAt: '2027-02-24T00:00:00.000Z', timezone: 'Asia/Seoul' };

  it('is shown only to its staff, and to all users from the instant of publishing on', async () => {
    const { id } = await office.opened({ ...times, category: 'drafts' });
    const lists = ['/lectures', `/lectures?ids=${id}`, '/lectures/facets'];
    const shown = async (who?: typeof mina | typeof drPark) => {
      const single = await office.get(`/lectures/${id}`, who);
      const bodies = await Promise.all(lists.map(async (path) => (await office.get(path, who)).body));
      return [single.status, ...bodies.map((body) => /drafts/.test(JSON.stringify(body)))];
    };
    office.clock.moveTo('2027-02-22T23:59:59.950Z');
    for (const who of [undefined, mina, drPark]) expect(await shown(who)).toEqual([404, false, false, false]);
    for (const who of [drPark, admin]) {
      expect((await office.get(`/admin/lectures/${id}`, who)).body).toMatchObject(times);
      expect((await office.get('/admin/lectures', who)).body.items).toMatchObject([{ id }]);
    }
    expect((await office.get(`/admin/lectures/${id}`, drLee)).status).toBe(404);
    office.clock.moveTo(publishAt);
    expect(await shown()).toEqual([200, true, true, true]);
  });

  it('is found by when its registration opens', async () => {
    const { id } = await office.opened({ registrationOpensAt: '2027-02-25T00:00:00.000Z' });
    const found = async (opensBefore: string) =>
      (await office.get(`/lectures?opensBefore=${opensBefore}`)).body.items.some(
        (each: { id: string }) => each.id === id,
      );
    expect(await found('2027-02-25T00:00:00Z')).toBe(false);
    expect(await found('2027-02-25T00:00:01Z')).toBe(true);
  });

  it('gets another period by PATCH, and none with null', async () => {
    office.clock.moveTo(publishAt);
    const { id } = await office.opened(times);
    const before = await office.changes(drPark, id, { registrationClosesAt: times.registrationOpensAt }, '"1"');
    expect([before.status, before.body.code]).toEqual([422, 'INVALID_PERIOD']);
    const unknown = await office.changes(drPark, id, { timezone: 'Mars/Olympus' }, '"1"');
    expect([unknown.status, unknown.body.code]).toEqual([400, 'INVALID_REQUEST']);
    const late = await office.changes(drPark, id, { publishAt: '2027-02-26T00:00:00Z' }, '"1"');
    expect([late.status, late.body.code]).toEqual([409, 'ALREADY_PUBLISHED']);
    const { status, body } = await office.changes(drPark, id, { registrationOpensAt: null, timezone: null }, '"1"');
    expect([status, body.registrationOpensAt, body.timezone, body.publishAt]).toEqual([
      200,
      undefined,
      undefined,
      publishAt,
    ]);
    await eventually(() => expect(office.events.named('lecture.changed').at(-1)?.data).toMatchObject({ publishAt }));
    expect(office.events.named('lecture.changed').at(-1)!.data).not.toHaveProperty('registrationOpensAt');
  });
});
