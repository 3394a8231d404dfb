import { describe, expect, it } from '@jest/globals';
import { cast, eventually, idOf, minutes, type TestAnswer, type TokenClaims } from '#testing';
import { LectureOffice } from './lecture-office.js';

const { mina, joon, drPark, drLee, admin } = cast;
const [oldKey, newKey] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64')) as [string, string];

describe('a link to a roster', () => {
  const office = LectureOffice.forTheseTests();
  const link = (who: TokenClaims, id: string, body: object = {}): Promise<TestAnswer> =>
    office.service.call('POST', `/admin/lectures/${id}/roster/links`, { who, body });
  const openLink = async (url: string) => {
    const answer = await fetch(new URL(url, office.service.url));
    const text = await answer.text();
    return { status: answer.status, type: answer.headers.get('content-type'), text, headers: answer.headers };
  };
  const codeOf = async (url: string) => (JSON.parse((await openLink(url)).text) as { code: string }).code;

  const emails = ['mina@sugang.dev', 'joon@sugang.dev'];
  let n = 7_000;
  async function withTwoStudents(): Promise<string> {
    const { id } = await office.opened();
    await office.receives('mina');
    await office.receives('joon');
    for (const { sub } of [mina, joon]) await office.enrolls((n += 1), id, { studentId: sub });
    await eventually(async () => {
      const { items } = (await office.get(`/admin/lectures/${id}/roster`, drPark)).body;
      expect(items.map(({ student }: { student: { email: string } }) => student.email)).toEqual(emails);
    });
    return id;
  }

  it('downloads the roster without an access token, and only the students that it is for', async () => {
    const id = await withTwoStudents();
    const { status, body, headers } = await link(drPark, id);
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(Date.parse(body.expiresAt)).toBe(office.clock.now().getTime() + minutes(5));
    const file = await openLink(body.url);
    expect(file).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8; header=present' });
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect(file.text).toContain('mina@');
    expect(file.text).toContain('joon@');
    const onlyMina = await openLink((await link(drPark, id, { q: 'mina@', expiresIn: 60 })).body.url);
    expect(onlyMina.text).toContain('mina@');
    expect(onlyMina.text).not.toContain('joon@');
  });

  it('downloads the additional columns that it was created with', async () => {
    const id = await withTwoStudents();
    const columnsOf = async (body: object) => {
      const [header = ''] = (await openLink((await link(drPark, id, body)).body.url)).text.split('\r\n');
      return header.replace('\uFEFF', '');
    };
    expect(await columnsOf({})).toBe('registrationId,studentId,name,email,confirmedAt');
    expect(await columnsOf({ columns: 'all' })).toBe(
      'registrationId,studentId,name,email,confirmedAt,places,seats,participants',
    );
    expect((await link(drPark, id, { columns: 'some' })).body.code).toBe('INVALID_REQUEST');
  });

  it('works until it expires, for its lecture only, and unchanged only', async () => {
    const [id, other] = [await withTwoStudents(), (await office.opened()).id];
    const { url } = (await link(drPark, id, { expiresIn: 60 })).body;
    const token = new URL(url, office.service.url).searchParams.get('token')!;
    const [content, signature] = token.split('.') as [string, string];
    const longer = Buffer.from(JSON.stringify({ expiresAt: Date.parse('2999-01-01') })).toString('base64url');
    const at = (lecture: string, changed: string) => `/api/v1/admin/lectures/${lecture}/roster/file?token=${changed}`;
    for (const forged of [
      at(other, token),
      at(id, `${longer}.${signature}`),
      at(id, content),
      at(id, `${content}.`),
      at(id, `${content}.${signature.slice(1)}`),
      at(id, 'e30'),
    ]) {
      expect(await codeOf(forged)).toBe('LINK_INVALID');
    }
    expect(await codeOf(`/api/v1/admin/lectures/${id}/roster/file`)).toBe('INVALID_REQUEST');
    office.clock.step(minutes(1) - 1);
    expect((await openLink(url)).status).toBe(200);
    office.clock.step(1);
    const expired = await openLink(url);
    expect(expired.status).toBe(403);
    expect(JSON.parse(expired.text)).toMatchObject({ code: 'LINK_INVALID', instance: url.split('?')[0] });
    expect(expired.text).not.toContain(signature);
  });

  it('is created by the instructor of the lecture and admins only, for one to five minutes', async () => {
    const { id } = await office.opened();
    expect((await link(drLee, id)).body.code).toBe('NOT_FOUND');
    expect((await link(mina, id)).body.code).toBe('FORBIDDEN');
    expect((await link(drPark, idOf(404))).body.code).toBe('NOT_FOUND');
    expect((await link(admin, id)).status).toBe(201);
    for (const expiresIn of [59, 301]) {
      expect((await link(drPark, id, { expiresIn })).body).toMatchObject({
        code: 'INVALID_REQUEST',
        errors: [{ pointer: '/expiresIn' }],
      });
    }
  });

  it('works on every replica, also while the key is rotated', async () => {
    const id = await withTwoStudents();
    const { url: stored } = (await link(drPark, id)).body;
    await office.restart();
    expect((await openLink(stored)).status).toBe(200);
    await office.restart({ SUGANG_FINGERPRINT_KEY: oldKey, SUGANG_FINGERPRINT_KEY_PREVIOUS: newKey });
    expect(await codeOf(stored)).toBe('LINK_INVALID');
    const { url } = (await link(drPark, id)).body;
    await office.restart({ SUGANG_FINGERPRINT_KEY: newKey, SUGANG_FINGERPRINT_KEY_PREVIOUS: oldKey });
    await eventually(async () => expect((await openLink(url)).status).toBe(200));
    await office.restart({ SUGANG_FINGERPRINT_KEY: newKey });
    expect(await codeOf(url)).toBe('LINK_INVALID');
  });
});
