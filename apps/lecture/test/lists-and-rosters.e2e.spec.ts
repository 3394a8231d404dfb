import { describe, expect, it } from '@jest/globals';
import { cast, eventually, idOf, type TokenClaims } from '#testing';
import { LectureOffice } from './lecture-office.js';

const { mina, joon, drPark, drLee, admin } = cast;

describe('the lists of lectures', () => {
  const office = LectureOffice.forTheseTests();

  it('show open lectures to everyone, newest first, in pages', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      office.clock.step(1_000);
      ids.unshift((await office.opened({ title: `Lecture ${n}` })).id);
    }
    await office.cancels(drPark, ids.pop()!);
    const first = await office.get('/lectures?limit=3');
    expect(first.body.items.map((each: { id: string }) => each.id)).toEqual(ids.slice(0, 3));
    const second = await office.get(`/lectures?limit=3&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ id: ids[3] }], next: null });
    expect((await office.get('/lectures?status=CANCELED')).body.items).toHaveLength(1);
    expect((await office.get(`/lectures?instructorId=${drLee.sub}`)).body.items).toEqual([]);
    expect((await office.get('/lectures?q=lecture%202&category=computer-science')).body.items).toHaveLength(1);
  });

  it('reject invalid parameters', async () => {
    const wrong = [
      'limit=0',
      'limit=101',
      'limit=',
      'limit=x',
      'cursor=zzz',
      'status=open',
      'color=red',
      'q=a&q=b',
      'sort=capacity',
      'status=OPEN,NONE',
      'ids=',
      'ids=101',
      'from=2027-03-02',
      'free=yes',
      'feeMax=-1',
      'feeMax=',
      'utm=1',
      'q=a%00b',
      'instructorId=a%00b',
    ];
    for (const query of wrong) {
      expect([query, (await office.get(`/lectures?${query}`)).body.code]).toEqual([query, 'INVALID_REQUEST']);
    }
  });

  it('filter by several statuses, ids, start and fee, and sort', async () => {
    const [free] = [await office.opened({ title: 'Zoology', fee: { amount: 0, currency: 'KRW' } })];
    const found = async (query: string) =>
      (await office.get(`/lectures?${query}`)).body.items.map(({ title }: { title: string }) => title);
    expect(await found('free=true')).toEqual(['Zoology']);
    expect(await found('feeMax=48999&free=false')).toEqual(['Zoology']);
    expect(await found(`ids=${free.id},${idOf(404)}&ids=${free.id}`)).toEqual(['Zoology']);
    expect(await found('status=OPEN,CANCELED&limit=100')).toHaveLength(6);
    expect(await found('status=OPEN&status=CANCELED&limit=100')).toHaveLength(6);
    expect(await found('sort=-title&limit=2')).toEqual(['Zoology', 'Lecture 4']);
    expect(await found('to=2027-03-02T01:00:00Z')).toEqual([]);
    expect(await found('from=2027-03-02T10:00:00%2B09:00&to=2027-03-03T00:00:00Z')).toHaveLength(5);
    await office.cancels(drPark, free.id);
    expect(await found(`ids=${free.id}`)).toEqual(['Zoology']);
    expect(await found(`ids=${free.id}&status=OPEN`)).toEqual([]);
  });

  it('ignore an empty search or category and the parameters of campaigns', async () => {
    const all = (await office.get('/lectures')).body.items;
    for (const query of [
      'q=',
      'q=%20',
      'category=',
      'utm_source=mail&utm_campaign=spring',
      'category=Computer-SCIENCE',
    ])
      expect([query, (await office.get(`/lectures?${query}`)).body.items]).toEqual([query, all]);
    expect((await office.get(`/lectures/${all[0].id}?utm_source=mail`)).status).toBe(200);
  });

  it('accept a cursor only with the sort order that issued it, and accept cursors of an earlier release', async () => {
    const { body } = await office.get('/lectures?sort=title&limit=1');
    expect((await office.get(`/lectures?sort=title&limit=1&cursor=${body.next}`)).body.items).toHaveLength(1);
    expect((await office.get(`/lectures?sort=-title&limit=1&cursor=${body.next}`)).body.code).toBe('INVALID_REQUEST');
    expect((await office.get(`/lectures?cursor=${body.next}`)).body.code).toBe('INVALID_REQUEST');
    const [newest, second] = (await office.get('/lectures')).body.items;
    const earlier = Buffer.from(JSON.stringify({ createdAt: newest.createdAt, id: newest.id })).toString('base64url');
    expect((await office.get(`/lectures?cursor=${earlier}`)).body.items[0]).toEqual(second);
  });

  it('have facets that count their categories and instructors', async () => {
    const { status, body } = await office.get('/lectures/facets?q=lecture&utm_source=mail');
    expect([status, body.categories]).toEqual([200, [{ category: 'computer-science', count: 4 }]]);
    expect(body.instructors).toMatchObject([{ id: drPark.sub, count: 4 }]);
    expect((await office.get('/lectures/facets?sort=title')).body.code).toBe('INVALID_REQUEST');
  });

  it('show instructors their own lectures in every status with a total, and admins all', async () => {
    await office.receives('drLee');
    await eventually(async () => expect((await office.opens(admin, { instructorId: drLee.sub })).status).toBe(201));
    const own = (await office.get('/admin/lectures?limit=2', drPark)).body;
    expect([own.items.length, own.total, own.next === null]).toEqual([2, 6, false]);
    expect((await office.get('/admin/lectures', drLee)).body).toMatchObject({
      items: [{ enrolled: 0 }],
      total: 1,
      next: null,
    });
    expect((await office.get('/admin/lectures', admin)).body.total).toBe(7);
    expect((await office.get(`/admin/lectures?instructorId=${drPark.sub}`, drLee)).body).toMatchObject({
      items: [],
      total: 0,
    });
    expect((await office.get('/admin/lectures?q=dr.%20lee', admin)).body.total).toBe(1);
    expect((await office.get('/admin/lectures', mina)).status).toBe(403);
    expect((await office.get('/admin/lectures')).status).toBe(401);
  });

  it('return 404 for an unknown lecture', async () => {
    expect((await office.get(`/lectures/${idOf(404)}`)).body.code).toBe('NOT_FOUND');
    expect((await office.get('/lectures/101')).body.code).toBe('INVALID_REQUEST');
  });
});

describe('the roster', () => {
  const office = LectureOffice.forTheseTests();

  it('lists enrolled students with their names, without canceled registrations', async () => {
    const { id } = await office.opened();
    await office.enrolls(1, id);
    await office.enrolls(2, id, { studentId: joon.sub });
    await office.receives('mina');
    await eventually(async () => {
      const { status, headers, body } = await office.get(`/admin/lectures/${id}/roster`, drPark);
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(body).toMatchObject({
        items: [
          { registrationId: idOf(1_001), student: { id: mina.sub, name: 'Mina', email: mina.email } },
          { registrationId: idOf(1_002), student: { id: joon.sub, name: null, email: null } },
        ],
        next: null,
      });
    });
    const first = (await office.get(`/admin/lectures/${id}/roster?limit=1`, drPark)).body;
    const second = (await office.get(`/admin/lectures/${id}/roster?limit=1&cursor=${first.next}`, drPark)).body;
    expect(second).toMatchObject({ items: [{ registrationId: idOf(1_002) }], next: null });
    expect((await office.get(`/admin/lectures/${id}/roster?q=MINA`, drPark)).body.items).toHaveLength(1);
    await office.enrolls(2, id, { studentId: joon.sub, status: 'CANCELED', version: 3 });
    await eventually(async () => {
      expect((await office.get(`/admin/lectures/${id}/roster`, drPark)).body.items).toHaveLength(1);
      expect((await office.get(`/lectures/${id}`)).body.enrolled).toBe(1);
    });
  });

  it('returns all rows as CSV on request', async () => {
    const { id } = await office.opened();
    await office.receives('joon', { name: '=SUM(A1), "Joon"', email: '+joon@sugang.dev' }, 2);
    for (let n = 1; n <= 120; n += 1)
      await office.enrolls(200 + n, id, { studentId: n === 1 ? joon.sub : `student-${n}` });
    await eventually(async () => expect((await office.get(`/lectures/${id}`)).body.enrolled).toBe(120));
    const { status, headers, body } = await office.get(`/admin/lectures/${id}/roster?limit=5`, drPark, {
      accept: 'text/csv',
    });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-disposition')).toContain('.csv');
    const lines = (body as string).replace(/^\ufeff/, '').split('\r\n');
    expect(lines).toHaveLength(122);
    expect(lines[0]).toBe('registrationId,studentId,name,email,confirmedAt');
    expect(lines[1]).toBe(
      `${idOf(1_201)},${joon.sub},"'=SUM(A1), ""Joon""",'+joon@sugang.dev,2027-03-01T00:03:21.000Z`,
    );
    expect(lines[121]).toBe('');
  });

  it('starts the CSV with a byte order mark, also where no Accept asks for it', async () => {
    const { id } = await office.opened();
    const headers = await office.service.identity.headersFor(drPark);
    const answer = await fetch(`${office.service.url}/api/v1/admin/lectures/${id}/roster.csv`, { headers });
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(answer.headers.get('content-disposition')).toContain(`roster-${id}.csv`);
    expect([...new Uint8Array(await answer.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  });

  it("is allowed to the lecture's instructor and admins, in both formats", async () => {
    const { id } = await office.opened();
    for (const accept of ['application/json', 'text/csv']) {
      const codeFor = async (who: TokenClaims, lecture = id) =>
        (await office.get(`/admin/lectures/${lecture}/roster`, who, { accept })).body.code;
      expect(await codeFor(drLee)).toBe('NOT_FOUND');
      expect(await codeFor(mina)).toBe('FORBIDDEN');
      expect(await codeFor(drPark, idOf(404))).toBe('NOT_FOUND');
      expect((await office.get(`/admin/lectures/${id}/roster`, admin, { accept })).status).toBe(200);
    }
    for (const [who, status] of [
      [drLee, 404],
      [mina, 403],
      [admin, 200],
    ] as const)
      expect((await office.get(`/admin/lectures/${id}/roster.csv`, who)).status).toBe(status);
  });
});

describe('the names of instructors', () => {
  const office = LectureOffice.forTheseTests();

  it('appear when their account events arrive, and follow changes', async () => {
    const { id } = await office.opened();
    const shown = async () => (await office.get(`/lectures/${id}`)).body;
    expect((await shown()).instructor).toEqual({ id: drPark.sub, name: null });
    await office.receives('drPark');
    await eventually(async () => expect((await shown()).instructor.name).toBe('Dr. Park'));
    await office.receives('drPark', { name: 'Dr. Park-Kim' }, 2);
    await eventually(async () => expect((await shown()).instructor.name).toBe('Dr. Park-Kim'));
    expect((await shown()).version).toBe(1);
    expect((await office.get('/lectures?q=park-kim')).body.items).toHaveLength(1);
  });
});
