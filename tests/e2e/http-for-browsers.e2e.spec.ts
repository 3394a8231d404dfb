import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problems } from '#contracts';
import { eventually } from '#testing';
import { describeWithBrowser } from '../support/browser.js';
import { Client, lectureBody } from '../support/client.js';
import { Edges } from '../support/edges.js';

const ORIGIN = 'https://shop.example.org';
const PUBLIC_URL = 'https://sugang.example.org';

let edges: Edges;
let lectureId: string;
beforeAll(async () => {
  edges = await Edges.start({ SUGANG_CORS_ORIGINS: ORIGIN, SUGANG_PUBLIC_URL: PUBLIC_URL, SUGANG_DEMO: 'true' });
  const park = await Client.login(edges.embedded, 'park@sugang.dev');
  const { body } = await park.post('/admin/lectures', lectureBody({ description: 'Graphs. '.repeat(300) }));
  lectureId = body.id;
});
afterAll(() => edges.stop());

/** Without the decompression of `fetch`. */
const raw = (url: string, headers: Record<string, string>) =>
  new Promise<{ encoding?: string; vary?: string; connection?: string; bytes: number }>((resolve, reject) => {
    request(url, { headers, agent: false }, (response) => {
      let bytes = 0;
      response
        .on('data', (chunk: Buffer) => (bytes += chunk.length))
        .on('end', () =>
          resolve({
            encoding: response.headers['content-encoding'],
            vary: response.headers.vary,
            connection: response.headers.connection,
            bytes,
          }),
        );
    })
      .on('error', reject)
      .end();
  });

describe.each(['gateway', 'embedded'] as const)('for browsers, the edge (%s mode)', (name) => {
  let api: string;
  beforeAll(() => {
    api = `${edges[name]}/api/v1`;
  });
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api}${path}`, { headers });

  it.each<[string, (id: string) => string, RegExp, string]>([
    ['a lecture', (id) => `/lectures/${id}`, /^"1"$/, 'public, no-cache'],
    ['a page of lectures', () => '/lectures?limit=2', /^W\/"/, 'public, no-cache'],
    ['the free seats', (id) => `/lectures/${id}/availability`, /^W\/"/, 'public, max-age=1'],
    ['the free seats of several', (id) => `/availability?lectureIds=${id}`, /^W\/"/, 'public, max-age=1'],
  ])('answers 304 when the client has the current version of %s', async (_, path, tag, caching) => {
    // If the edge cannot read the seats in time, they are absent and the page has another ETag.
    await eventually(async () => {
      const whole = await get(path(lectureId));
      const etag = whole.headers.get('etag')!;
      expect([whole.status, whole.headers.get('cache-control')]).toEqual([200, caching]);
      expect(etag).toMatch(tag);
      const again = await get(path(lectureId), { 'If-None-Match': etag });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
      const head = { method: 'HEAD', headers: { 'If-None-Match': etag } };
      expect([200, 304]).toContain((await fetch(`${api}${path(lectureId)}`, head)).status);
    });
    expect((await get(path(lectureId), { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  it('sends the free seats again after a registration', async () => {
    const etag = (await get(`/lectures/${lectureId}/availability`)).headers.get('etag')!;
    const student = await Client.signUp(edges.embedded, `${randomUUID()}@example.org`);
    expect((await student.register(lectureId)).status).toBe(201);
    const after = await get(`/lectures/${lectureId}/availability`, { 'If-None-Match': etag });
    expect([after.status, after.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it('compresses large reads, but neither small ones, nor what has a strong ETag, nor tokens', async () => {
    const accepting = { 'Accept-Encoding': 'gzip', Origin: ORIGIN };
    const plain = await raw(`${api}/lectures`, { Origin: ORIGIN });
    const list = await raw(`${api}/lectures`, accepting);
    expect([plain.encoding, list.encoding]).toEqual([undefined, 'gzip']);
    expect(list.bytes).toBeLessThan(plain.bytes / 2);
    expect(list.vary?.toLowerCase()).toMatch(/origin.*accept-encoding|accept-encoding.*origin/);
    expect((await raw(`${api}/lectures/${lectureId}/availability`, accepting)).encoding).toBeUndefined();
    expect((await raw(`${api}/lectures/${lectureId}`, accepting)).encoding).toBeUndefined();
    const login = await fetch(`${api}/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...accepting },
      body: JSON.stringify({ email: 'mina@sugang.dev', password: 'sugang-demo' }),
    });
    expect(login.headers.get('content-encoding')).toBeNull();
    expect((await login.text()).length).toBeGreaterThan(500);
  });

  it.each(['/lectures', '/lectures/facets'])(
    'closes the connection after %s if the client requests it',
    async (path) => {
      expect(await raw(api + path, { Connection: 'close' })).toMatchObject({ connection: 'close' });
    },
  );

  it('lets pages of allowed origins read the headers that they need, and send conditional requests', async () => {
    const exposed = (await get('/lectures', { Origin: ORIGIN })).headers.get('access-control-expose-headers')!;
    for (const header of ['Date', 'Content-Disposition', 'Content-Language', 'ETag', 'Location', 'Retry-After'])
      expect(exposed).toContain(header);
    for (const header of ['RateLimit', 'RateLimit-Policy', 'Idempotency-Replayed']) expect(exposed).toContain(header);
    const preflight = await fetch(`${api}/lectures`, {
      method: 'OPTIONS',
      headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'GET' },
    });
    const allowed = preflight.headers.get('access-control-allow-headers')!;
    for (const header of ['If-None-Match', 'If-Match', 'Idempotency-Key', 'X-CSRF', 'Accept-Language'])
      expect(allowed).toContain(header);
  });

  it('ignores an access token that is no longer valid where none is needed', async () => {
    const stale = { Authorization: 'Bearer aaaa.bbbb.cccc' };
    const availability = [`/lectures/${lectureId}/availability`, `/availability?lectureIds=${lectureId}`];
    for (const path of ['/lectures', '/lectures/facets', `/lectures/${lectureId}`, ...availability])
      expect([path, (await get(path, stale)).status]).toEqual([path, 200]);
    expect((await get('/registrations', stale)).status).toBe(401);
  });

  it('answers problems in the language that the client prefers', async () => {
    const unknown = `/lectures/${randomUUID()}`;
    const inKorean = { 'Accept-Language': 'ko-KR,ko;q=0.9,en;q=0.8', Origin: ORIGIN };
    const korean = await get(unknown, inKorean);
    for (const { headers } of [korean, await get('/lectures?limit=0', inKorean)])
      expect([headers.get('content-language'), headers.get('vary')]).toEqual([
        'ko',
        expect.stringMatching(/Origin.*Accept-Language/),
      ]);
    expect(await korean.json()).toMatchObject({
      code: 'NOT_FOUND',
      title: '찾을 수 없음',
      detail: /존재하지 않는 강의/,
    });
    const english = await get(unknown, { 'Accept-Language': 'fr, en;q=0.5' });
    expect(english.headers.get('content-language')).toBe('en');
    expect(await english.json()).toMatchObject({ title: 'Not found' });
  });

  it('gives every fault of a request a code and its values', async () => {
    const faults = async (language: string) =>
      ((await (await get('/lectures?limit=0&colour=1', { 'Accept-Language': language })).json()) as any).errors;
    expect(await faults('en')).toEqual([
      {
        pointer: '/query/limit',
        detail: 'must be a whole number from 1 to 100',
        code: 'INVALID_FORMAT',
        params: { minimum: 1, maximum: 100 },
      },
      { pointer: '/query/colour', detail: 'is not a known field', code: 'UNKNOWN_FIELD', params: {} },
    ]);
    expect((await faults('ko'))[1]).toMatchObject({ code: 'UNKNOWN_FIELD', detail: '알 수 없는 항목입니다.' });
  });

  it('has a page for the type of every problem, in both languages', async () => {
    const { type } = (await (await get('/nowhere')).json()) as { type: string };
    const page = await (await fetch(`${edges[name]}${new URL(type).pathname}`)).text();
    expect(page).toContain('There is nothing at this address.');
    expect(page).toContain('찾을 수 없음');
    const list = await (await fetch(`${edges[name]}/problems`)).text();
    for (const code of Object.keys(problems)) expect(list).toContain(`>${code}</a>`);
  });

  it('serves its documents with CORS, to each origin its own', async () => {
    const { headers } = await fetch(`${edges[name]}/openapi.json`, { headers: { Origin: ORIGIN } });
    expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([
      ORIGIN,
      expect.stringMatching(/Origin.*Accept-Encoding/),
    ]);
  });

  it('names its public address in the discovery document', async () => {
    const discovery = await (await fetch(`${edges[name]}/.well-known/openid-configuration`)).json();
    expect(discovery).toMatchObject({
      jwks_uri: `${PUBLIC_URL}/.well-known/jwks.json`,
      token_endpoint: `${PUBLIC_URL}/oauth/token`,
    });
  });
});

describeWithBrowser('the API reference', (open) => {
  it('signs in with a demo account in one click, and shows an answer and the beginning of a stream', async () => {
    const page = await open(`${edges.embedded}/docs`);
    await page.getByRole('button', { name: 'Sign in as mina@sugang.dev' }).click();
    await page.getByRole('button', { name: 'Signed in as mina@sugang.dev', pressed: true }).waitFor();
    expect(await page.locator('h2').first().textContent()).toBe('Getting started');
    for (const summary of ['List your registrations', 'Follow your registrations as they change']) {
      const operation = page.locator('.opblock', { has: page.getByText(summary, { exact: true }) });
      await operation.locator('.opblock-summary-control').click();
      await operation.getByRole('button', { name: 'Execute' }).click();
      const status = operation.locator('.live-responses-table .response-col_status').last();
      expect([summary, await status.textContent()]).toEqual([summary, expect.stringMatching(/^200/)]);
    }
    await page.context().close();
  });
});

it('offers to sign in with the demo accounts at the embedded edge', async () => {
  const script = async (url: string) => (await fetch(`${url}/docs/start.js`)).text();
  expect(await script(edges.embedded)).toContain('mina@sugang.dev');
  expect(await script(edges.gateway)).not.toContain('mina@sugang.dev');
});
