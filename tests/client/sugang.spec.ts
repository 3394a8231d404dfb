import { describe, expect, it } from '@jest/globals';
import { FakeServer, lectureId, once, problem, type Answer } from './fake-server.js';
import {
  adminChangeLecture,
  adminOpenLecture,
  downloadRoster,
  getLecture,
  getRoster,
  getSeatMap,
  listRegistrations,
  paginate,
  payRegistration,
  register,
  RegistrationStatus,
  SugangError,
  waitForRegistration,
  type Schemas,
} from '#client';

const card = { method: 'card', token: 'tok_ok' } as const;
const page = { status: 200, body: { items: [], next: null } };
const registered = (status: string): Answer => ({ status: 200, body: { id: lectureId, status } });
/** Fails as often as there are failures, then succeeds. */
const after = (...failures: (Answer | Error)[]) => new FakeServer((_, n) => failures[n - 1] ?? registered('CONFIRMED'));
const fast = { 'retry-after': '0' };

describe('an operation', () => {
  const mina = { token: async () => 'a-token' };

  it('puts its input into path, query and body, with its access token', async () => {
    const server = new FakeServer(() => page);
    const sugang = server.connect(mina);
    const { items } = await listRegistrations(sugang, { status: RegistrationStatus.CONFIRMED, limit: 5 });
    expect(items satisfies Schemas['Registration'][]).toEqual([]);
    await payRegistration(sugang, { id: 'a/b', ...card });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET http://sugang.example/api/v1/registrations?status=CONFIRMED&limit=5',
      'POST http://sugang.example/api/v1/registrations/a%2Fb/payment',
    ]);
    expect(server.bodies[1]).toEqual(card);
    expect(server.headers('authorization')).toEqual(['Bearer a-token', 'Bearer a-token']);
  });

  it('sends the caller’s key, precondition and headers, and shows its response', async () => {
    const server = new FakeServer(() => ({ status: 200, body: {}, headers: { etag: '"4"' } }));
    let etag: string | null = null;
    await adminChangeLecture(
      server.connect(mina),
      { id: lectureId, title: 'Compilers' },
      {
        ifMatch: '"3"',
        headers: { 'x-correlation-id': 'mine' },
        onResponse: ({ headers }) => (etag = headers.get('etag')),
      },
    );
    await register(server.connect(mina), { lectureId }, { idempotencyKey: 'my-first' });
    expect(server.headers('if-match')).toEqual(['"3"', null]);
    expect(server.headers('idempotency-key')).toEqual([null, 'my-first']);
    expect([server.headers('x-correlation-id')[0], etag]).toEqual(['mine', '"4"']);
  });

  it('reads a roster as a page or as the text of its file', async () => {
    const csv = { status: 200, type: 'text/csv; charset=utf-8', body: 'registrationId,studentId\r\n' };
    const server = new FakeServer(({ url }) => (url.includes('.csv') ? csv : page));
    const sugang = server.connect(mina);
    const { items } = await getRoster(sugang, { id: lectureId, limit: 5 });
    expect(items satisfies Schemas['RosterEntry'][]).toEqual([]);
    const file: string = await downloadRoster(sugang, { id: lectureId, q: 'mina' });
    expect(file.split('\r\n')).toEqual(['registrationId,studentId', '']);
    expect(server.paths).toEqual(['', '.csv'].map((kind) => `/admin/lectures/${lectureId}/roster${kind}`));
    expect(server.headers('accept')).toEqual(['application/json', 'text/csv']);
  });

  it('sends no token where the operation is public, and follows no redirect, which could lead to another origin', async () => {
    const server = new FakeServer(() => ({ status: 200, body: {} }));
    await getLecture(server.connect(mina), { id: lectureId });
    expect(server.headers('authorization')).toEqual([null]);
    expect(server.requests[0]!.redirect).toBe('error');
  });

  it('sends a token where it is optional, if there is one', async () => {
    const server = new FakeServer(() => ({ status: 200, body: { rows: [] } }));
    await getSeatMap(server.connect(mina), { id: lectureId });
    await getSeatMap(server.connect({ session: 'cookie' }), { id: lectureId });
    expect(server.headers('authorization')).toEqual(['Bearer a-token', null]);
    expect(server.paths).toEqual([`/lectures/${lectureId}/seats`, `/lectures/${lectureId}/seats`]);
  });

  it('is rejected with the problem that the server describes', async () => {
    const failed = register(after(problem(409, 'LECTURE_FULL')).connect(mina), { lectureId });
    await expect(failed).rejects.toThrow(
      expect.objectContaining({
        status: 409,
        code: 'LECTURE_FULL',
        message: 'It is LECTURE_FULL.',
        correlationId: 'a-correlation',
      }),
    );
    await expect(failed).rejects.toBeInstanceOf(SugangError);
  });

  it.each([
    [{ status: 404, body: '<html>', type: 'text/html' }, 'HTTP_404'],
    [{ status: 401 }, 'HTTP_401'],
    [{ status: 500, body: '{"message":"?"}' }, 'HTTP_500'],
  ])('is rejected with a SugangError for the unreadable response %j', async (answer, code) => {
    const failed = getLecture(after(answer).connect(), { id: lectureId });
    await expect(failed).rejects.toThrow(expect.objectContaining({ status: answer.status, code, errors: [] }));
  });

  it('is typed: unknown fields and missing ones do not compile', async () => {
    const sugang = after().connect();
    // @ts-expect-error -- lectureId is required
    await register(sugang, {});
    // @ts-expect-error -- there is no such field
    await register(sugang, { lectureId, seat: 1 });
  });
});

describe('a retry', () => {
  it('has the key of the first attempt, so that a lost response does not register twice', async () => {
    const server = after(once, problem(503, 'UNAVAILABLE', fast), problem(409, 'REQUEST_IN_PROGRESS', fast));
    expect(await register(server.connect(), { lectureId })).toMatchObject({ status: 'CONFIRMED' });
    expect(server.requests).toHaveLength(4);
    expect(new Set(server.headers('idempotency-key')).size).toBe(1);
    await register(server.connect(), { lectureId });
    expect(new Set(server.headers('idempotency-key')).size).toBe(2);
  });

  it('follows a response 429, 502 or 503 to a read', async () => {
    const server = after(problem(429, 'RATE_LIMITED', fast), { status: 502 }, { status: 503 });
    await getLecture(server.connect(), { id: lectureId });
    expect(server.requests).toHaveLength(4);
  });

  it('ends after the configured number of retries, with the last error', async () => {
    const server = new FakeServer(() => once);
    const failed = getLecture(server.connect({ retries: 1 }), { id: lectureId });
    await expect(failed).rejects.toThrow(expect.objectContaining({ status: 0, code: 'NETWORK_ERROR' }));
    expect(server.requests).toHaveLength(2);
  });

  it('does not follow a rejection or a change with a precondition', async () => {
    for (const answer of [problem(409, 'LECTURE_FULL'), problem(402, 'PAYMENT_DECLINED')]) {
      const server = after(answer);
      await expect(register(server.connect(), { lectureId })).rejects.toThrow();
      expect(server.requests).toHaveLength(1);
    }
    const server = after(once);
    await expect(adminChangeLecture(server.connect(), { id: lectureId }, { ifMatch: '"1"' })).rejects.toThrow();
    expect(server.requests).toHaveLength(1);
  });

  it('waits as long as the server says, but not longer than half a minute', async () => {
    const begun = performance.now();
    await getLecture(after(problem(429, 'RATE_LIMITED', { 'retry-after': '1' })).connect(), { id: lectureId });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000);
    const busy = after(problem(503, 'UNAVAILABLE', { 'retry-after': '30' }));
    await expect(getLecture(busy.connect(), { id: lectureId })).rejects.toThrow(
      expect.objectContaining({ retryAfter: 30 }),
    );
    expect(busy.requests).toHaveLength(1);
  });

  it('ends at once when the caller aborts, with the reason of the signal', async () => {
    const aborting = new AbortController();
    const server = new FakeServer(() => {
      aborting.abort(new Error('left the page'));
      return { status: 503 };
    });
    await expect(getLecture(server.connect(), { id: lectureId }, { signal: aborting.signal })).rejects.toThrow(
      'left the page',
    );
    expect(server.requests).toHaveLength(1);
  });

  it('follows a response that does not come in time', async () => {
    const stalls = new FakeServer(() => registered('CONFIRMED'));
    let calls = 0;
    const fetch: typeof globalThis.fetch = async (target, init) => {
      if (calls++ > 0) return stalls.fetch(target, init);
      return new Promise((_, reject) => init!.signal!.addEventListener('abort', () => reject(new Error('aborted'))));
    };
    await getLecture(stalls.connect({ fetch, timeoutMs: 20 }), { id: lectureId });
    expect(calls).toBe(2);
  });
});

describe('a list', () => {
  it('is read item by item over all pages, with the filters of the first', async () => {
    const pages = [
      { items: [{ id: '1' }, { id: '2' }], next: 'more' },
      { items: [{ id: '3' }], next: null },
    ];
    const server = new FakeServer((_, n) => ({ status: 200, body: pages[n - 1] }));
    const ids: string[] = [];
    for await (const { id } of paginate(listRegistrations, server.connect(), { status: 'CONFIRMED' })) ids.push(id);
    expect(ids).toEqual(['1', '2', '3']);
    expect(new URL(server.requests[1]!.url).search).toBe('?status=CONFIRMED&cursor=more');
  });
});

describe('waiting for a registration', () => {
  it('ends once its payment has an outcome', async () => {
    const server = new FakeServer((_, n) => registered(n < 3 ? 'AWAITING_PAYMENT' : 'CONFIRMED'));
    expect((await waitForRegistration(server.connect(), lectureId)).status).toBe('CONFIRMED');
    expect(server.requests).toHaveLength(3);
  });

  it('ends with the registration as it is after the given time', async () => {
    const server = new FakeServer(() => registered('AWAITING_PAYMENT'));
    expect((await waitForRegistration(server.connect(), lectureId, { timeoutMs: 100 })).status).toBe(
      'AWAITING_PAYMENT',
    );
  });
});

it('sends the input of an operation without a body as none', async () => {
  const server = new FakeServer(() => ({ status: 201, body: {} }));
  // @ts-expect-error -- a lecture needs its fields
  await adminOpenLecture(server.connect(), {});
  expect([server.bodies, server.headers('content-type')]).toEqual([[''], [null]]);
});
