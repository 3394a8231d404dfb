import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LectureCancellation, MyPage, Problem, ViewDocument, ViewPage } from '#contracts';
import { cast, tempDir } from '#testing';
import { RunningMyPage } from './running-my-page.js';
import {
  account,
  algorithms,
  confirmed,
  idOf,
  joon,
  lecture,
  march,
  mina,
  part,
  payment,
  registration,
} from './states.js';

describe('My Page over HTTP', () => {
  const dir = tempDir('mypage');
  let page: RunningMyPage;
  beforeAll(async () => {
    page = await RunningMyPage.start(dir);
    const { views } = page;
    await views.save(part('registration', confirmed()));
    for (const number of [2, 3])
      await views.save(part('registration', registration({ id: idOf(number), requestedAt: march(number + 1) })));
    await views.save(part('registration', registration({ id: idOf(4), studentId: joon })));
    await views.save(part('lecture', lecture()));
    await views.save(part('payment', payment()));
    await views.save(part('account', account({ name: 'Mina Kim' })));
  });
  afterAll(() => page.stop());

  it('returns the student’s name, counts, total and upcoming lectures', async () => {
    const { status, body } = await page.get('/mypage');
    expect(status).toBe(200);
    expect(MyPage.strict().parse(body)).toMatchObject({
      student: { id: mina, name: 'Mina Kim' },
      counts: { CONFIRMED: 1, AWAITING_PAYMENT: 2 },
      totalPaid: { amount: 49_000, currency: 'KRW' },
    });
    expect(body.upcoming).toHaveLength(3);
  });

  it('returns the name from the views and not from the token', async () => {
    const { body } = await page.get('/mypage', cast.joon);
    expect(body.student).toEqual({ id: joon, name: null });
  });

  it('lists registrations page by page, newest first', async () => {
    const first = await page.get('/mypage/registrations?limit=2');
    expect(ViewPage.parse(first.body).items.map(({ registrationId }) => registrationId)).toEqual([idOf(3), idOf(2)]);
    const second = await page.get(`/mypage/registrations?limit=2&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ registrationId: idOf(1) }], next: null });
  });

  it('lists registrations of one status', async () => {
    const { body } = await page.get('/mypage/registrations?status=CONFIRMED');
    expect(body.items.map(({ registrationId }: ViewDocument) => registrationId)).toEqual([idOf(1)]);
  });

  it('shows one registration with lecture, payment and timeline', async () => {
    const { status, body } = await page.get(`/mypage/registrations/${idOf(1)}`);
    expect(status).toBe(200);
    expect(ViewDocument.parse(body)).toMatchObject((await page.views.document(mina, idOf(1)))!);
    expect(body.lecture.nextSession).toEqual(body.lecture.sessions[0]);
    expect(body.payment.status).toBe('COMPLETED');
  });

  it('shows the consequences of a cancellation to the instructor of the lecture and to admins only', async () => {
    const path = `/admin/lectures/${algorithms}/cancellation`;
    const { status, body } = await page.get(path, cast.drPark);
    expect(status).toBe(200);
    expect(LectureCancellation.strict().parse(body)).toMatchObject({
      ...{ lectureId: algorithms, students: 4, payments: 1, refundedPayments: 0 },
      paid: { amount: 49_000, currency: 'KRW' },
    });
    expect(await page.get(path, cast.admin)).toMatchObject({ status: 200, body: { students: 4 } });
    expect(await page.get(path, { ...cast.drPark, sub: idOf(77) })).toMatchObject({ status: 404 });
    expect(await page.get(path)).toMatchObject({ status: 403 });
  });

  it.each([
    ['another student’s registration', `/mypage/registrations/${idOf(4)}`, 404, 'NOT_FOUND'],
    ['an unknown registration', `/mypage/registrations/${idOf(99)}`, 404, 'NOT_FOUND'],
    ['an invalid id', '/mypage/registrations/1%20OR%201=1', 400, 'INVALID_REQUEST'],
    ['an invalid status', '/mypage/registrations?status=PAID', 400, 'INVALID_REQUEST'],
    ['an operator as status', '/mypage/registrations?status[$ne]=CONFIRMED', 400, 'INVALID_REQUEST'],
    ['no items at all', '/mypage/registrations?limit=0', 400, 'INVALID_REQUEST'],
    ['an unreadable cursor', '/mypage/registrations?cursor=eyJ4IjoxfQ', 400, 'INVALID_REQUEST'],
    ['an unknown parameter', '/mypage?studentId=joon', 400, 'INVALID_REQUEST'],
    ['a stream with a parameter', '/mypage/stream?all=true', 400, 'INVALID_REQUEST'],
    ['a page that does not exist', '/mypage/secrets', 404, 'NOT_FOUND'],
  ])('rejects %s', async (_, path, status, code) => {
    const answer = await page.get(path);
    expect(Problem.parse(answer.body)).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
  });

  it.each(['/mypage', '/mypage/registrations', `/mypage/registrations/${idOf(1)}`, '/mypage/stream'])(
    'allows only students to read %s',
    async (path) => {
      expect(await page.get(path, 'a stranger')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
      expect(await page.get(path, { ...cast.mina, expiresIn: -60 })).toMatchObject({ status: 401 });
      for (const who of [cast.drPark, cast.admin])
        expect(await page.get(path, who)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    },
  );

  it('reports readiness and the lag of the views', async () => {
    expect(await page.service.ready()).toMatchObject({ ready: true, checks: { views: 'up' } });
    expect(await page.service.metrics.text()).toContain('sugang_view_lag_seconds');
  });

  it('describes its part of the API', () => {
    const { paths } = page.service.openApi();
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/mypage',
        '/api/v1/mypage/registrations',
        '/api/v1/mypage/registrations/{id}',
        '/api/v1/mypage/stream',
      ]),
    );
    expect(paths['/api/v1/mypage/stream']?.get?.responses?.['200']).toHaveProperty(['content', 'text/event-stream']);
  });
});
