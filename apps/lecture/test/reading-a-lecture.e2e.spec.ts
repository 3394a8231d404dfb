import { describe, expect, it } from '@jest/globals';
import { cast, idOf } from '#testing';
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
