import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Client } from '../support/client.js';
import { Edges } from '../support/edges.js';

const ORIGIN = 'https://shop.example.org';
const edgeNames = ['gateway', 'embedded'] as const;

let edges: Edges;
/** The response of each edge to a client whose headers never arrive; awaited while the other tests run. */
let slowly: Record<(typeof edgeNames)[number], Promise<string>>;
beforeAll(async () => {
  edges = await Edges.start({
    SUGANG_RATE_LIMIT: 'on',
    SUGANG_CORS_ORIGINS: ORIGIN,
    SUGANG_ISSUER: 'https://sugang.example.org',
  });
  const unendingHeaders = 'GET /api/v1/lectures HTTP/1.1\r\nHost: x\r\nX-Slow: ';
  slowly = { gateway: raw(edges.gateway, unendingHeaders), embedded: raw(edges.embedded, unendingHeaders) };
});
afterAll(() => edges.stop());

/** Sends raw bytes and resolves with the whole response when the connection ends. */
const raw = (url: string, text: string) =>
  new Promise<string>((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    socket
      .setTimeout(30_000, () => socket.destroy())
      .on('data', (chunk) => (answer += String(chunk)))
      .on('error', () => resolve(answer))
      .on('close', () => resolve(answer));
  });
const refused = (answer: string) => ({
  status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]),
  type: /content-type: *([^\r]*)/i.exec(answer)?.[1],
  code: (JSON.parse(answer.slice(answer.indexOf('{')).replace(/\r\n0\r\n\r\n$/, '')) as { code: string }).code,
});

describe.each(edgeNames)('the edge (%s mode)', (name) => {
  let url: string;
  beforeAll(() => {
    url = edges[name];
  });
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${url}${path}`, { headers, method });

  it.each(['Idempotency-Key', 'Authorization', 'Host'])('rejects a request with two headers %s', async (header) => {
    const twice = `${header}: one\r\n${header}: two\r\n${header === 'Host' ? '' : 'Host: x\r\n'}`;
    const answer = await raw(url, `GET /api/v1/lectures HTTP/1.1\r\n${twice}Connection: close\r\n\r\n`);
    expect(refused(answer)).toEqual({
      status: 400,
      type: 'application/problem+json; charset=utf-8',
      code: 'INVALID_REQUEST',
    });
  });

  it.each(['/api/v1/lectures', '/api/v1/nowhere', '/', '/docs', '/health/live'])(
    'sends strict security headers for %s',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000',
      });
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('allows the API reference page to load only its own scripts', async () => {
    const policy = (await get('/docs')).headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline; script');
  });

  it('answers a preflight from an allowed origin with only the headers it needs', async () => {
    const asks = {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,idempotency-key',
    };
    const answer = await get('/api/v1/registrations', asks, 'OPTIONS');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(answer.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    const read = await get('/api/v1/lectures', { origin: ORIGIN });
    expect(read.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(read.headers.get('access-control-expose-headers')).toContain('RateLimit');
    expect(read.headers.get('vary')).toContain('Origin');
  });

  it('keeps a session in a cookie for a page of an allowed origin', async () => {
    const page = { origin: ORIGIN, 'x-csrf': '1', 'sec-fetch-site': 'same-site' };
    const body = JSON.stringify({ email: 'mina@sugang.dev', password: 'sugang-demo', session: 'cookie' });
    const headers = { ...page, 'content-type': 'application/json' };
    const login = await fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers, body });
    const [cookie] = login.headers.getSetCookie().map((each) => each.split(';')[0]!);

    const refreshed = await get('/api/v1/auth/refresh', { ...page, cookie: cookie! }, 'POST');

    expect([login.status, refreshed.status]).toEqual([200, 200]);
    expect(refreshed.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-sugang-session=[\w-]{43};/)]);
    expect(refreshed.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(refreshed.headers.get('access-control-allow-credentials')).toBe('true');
    const forged = await get('/api/v1/auth/refresh', { origin: ORIGIN, cookie: cookie! }, 'POST');
    expect([forged.status, await forged.json()]).toEqual([403, expect.objectContaining({ code: 'CSRF_CHECK_FAILED' })]);
  });

  it('lets an allowed origin read problem responses', async () => {
    const answer = await get('/api/v1/registrations', { origin: ORIGIN, authorization: 'Bearer x.y.z' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, ORIGIN]);
  });

  it.each(['https://evil.example', 'null', `${ORIGIN}.evil.example`])(
    'sends no CORS headers to the origin %s',
    async (origin) => {
      const asks = { origin, 'access-control-request-method': 'POST' };
      for (const answer of [
        await get('/api/v1/registrations', asks, 'OPTIONS'),
        await get('/api/v1/lectures', { origin }),
      ]) {
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      }
    },
  );

  it('serves health on its public port, and no metrics', async () => {
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/metrics')).status).toBe(404);
  });

  it('forwards an OPTIONS request that is not a preflight to the service', async () => {
    const answer = await get('/api/v1/lectures', {}, 'OPTIONS');
    expect([answer.status, await answer.json()]).toEqual([
      405,
      expect.objectContaining({ code: 'METHOD_NOT_ALLOWED' }),
    ]);
    const lost = await get('/api/v1/nowhere', {}, 'OPTIONS');
    expect([lost.status, await lost.json()]).toEqual([404, expect.objectContaining({ code: 'NOT_FOUND' })]);
  });

  it('sends RateLimit headers for every limit that applies to the client', async () => {
    const anonymous = await get('/api/v1/lectures');
    expect(anonymous.headers.get('ratelimit-policy')).toBe('"address";q=6000;w=60, "network-reads";q=60000;w=60');
    expect(anonymous.headers.get('ratelimit')).toMatch(/^"address";r=\d+;t=\d+, "network-reads";r=\d+;t=\d+$/);
    const mina = new Client(url, await edges.tokenOf('mina'));
    const registered = await mina.register('0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01');
    expect(registered.headers.get('ratelimit-policy')).toBe(
      '"account";q=600;w=60, "registration";q=60;w=60, "network";q=12000;w=60',
    );
  });

  it('routes a request target in absolute form by its path', async () => {
    const answerTo = async (target: string) => {
      const answer = await raw(url, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]), answer };
    };
    const named = await answerTo('http://localhost:8080/api/v1/lectures?q=algorithms');
    expect(named.status).toBe(200);
    expect(named.answer).toContain('Algorithms 101');
    expect(named.answer).not.toContain('How Computers Count');
    expect((await answerTo('HTTPS://sugang.example.org')).status).toBe((await get('/')).status);
    expect((await answerTo('http://x/api/v1/nowhere')).answer).toContain('"instance":"/api/v1/nowhere"');
  });

  it('recognizes an idempotency key for relative and absolute request targets', async () => {
    const mina = new Client(url, await edges.tokenOf('mina'));
    const [lecture] = await mina.all('/lectures?q=algorithms');
    const key = randomUUID();
    const first = await eventually(async () => {
      const answer = await mina.register(lecture.id, 'tok_ok', key);
      expect([201, 409]).toContain(answer.status);
      return answer;
    });
    const body = JSON.stringify({ lectureId: lecture.id, payment: { method: 'card', token: 'tok_ok' } });
    const again = await raw(
      url,
      `POST http://x/api/v1/registrations HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${mina.token}\r\n` +
        `Idempotency-Key: ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(again).toContain(`HTTP/1.1 ${first.status}`);
    expect(again.toLowerCase()).toContain('idempotency-replayed: true');
  });

  it.each([
    ['that are no HTTP', 'NONSENSE\r\n\r\n', 400],
    ['without a host', 'GET /api/v1/lectures HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['without a host at a page', 'GET /docs HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['to a path with a dot segment', 'POST /oauth/./token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['to a path with a backslash', 'POST /oauth/.%5c/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['that expect too much', 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\n\r\n', 400],
    [
      'of two lengths',
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['of an illegal header', 'GET / HTTP/1.1\r\nHost: x\r\nX-\u0000: 1\r\n\r\n', 400],
    ['of 17 KiB of headers', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17 * 1024)}\r\n\r\n`, 431],
    [
      'of 101 KiB of body',
      `POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 103425\r\n\r\n${'x'.repeat(103_425)}`,
      413,
    ],
  ])('answers bytes %s by a problem', async (_, bytes, status) => {
    const answer = refused(await raw(url, bytes));
    expect(answer).toMatchObject({ status, type: expect.stringMatching(/^application\/problem\+json/) });
    expect(answer.code).toMatch(/^[A-Z_]+$/);
  });
});

it.each(edgeNames)(
  'the edge (%s mode) closes a connection whose headers never arrive',
  async (name) => {
    expect(refused(await slowly[name])).toMatchObject({ status: 408, code: 'REQUEST_TIMEOUT' });
  },
  60_000,
);
