import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { Client, lectureBody } from '../support/client.js';
import { isSecured } from '../support/described-routes.js';
import { RunningSystem } from '../support/running-system.js';
import { eventually } from '#testing';

interface Route {
  method: string;
  path: string;
  secured: boolean;
}

/** Valid JSON that no schema of ours accepts, and texts that are no JSON at all. */
const HOSTILE_BODIES: Record<string, string | Buffer> = {
  'an empty body': '',
  null: 'null',
  'a number': '7',
  'a string': '"text"',
  'an array': '[]',
  'an empty object with unknown fields': '{"role":"admin","isAdmin":true}',
  'broken JSON': '{"a":',
  'a body of 200 KiB': `{"title":"${'x'.repeat(200 * 1024)}"}`,
  'twenty thousand levels of nesting': '['.repeat(20_000) + ']'.repeat(20_000),
  'objects in objects': '{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000),
  'broken UTF-8': Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x7d]),
  'a lone surrogate': '{"title":"\\ud800","name":"\\udfff","reason":"\\ud800"}',
  __proto__: '{"__proto__":{"role":"admin"}}',
  'constructor.prototype': '{"constructor":{"prototype":{"role":"admin"}}}',
  operators: '{"email":{"$ne":null},"password":{"$gt":""},"lectureId":{"$where":"1"},"refreshToken":{"$ne":1}}',
  SQL: `{"email":"' OR 1=1 --","password":"'; DROP TABLE accounts; --","lectureId":"1 OR 1=1"}`,
  'NUL characters': '{"title":"a\\u0000b","name":"\\u0000","email":"a\\u0000@b.c","reason":"\\u0000"}',
  'numbers out of range': '{"capacity":1e400,"fee":{"amount":-1,"currency":"KRW"},"lectureId":9007199254740993}',
};

const HOSTILE_IDS = [
  "' OR '1'='1",
  '../../etc/passwd',
  '%00',
  '%E0%A4%A',
  '1;DROP TABLE lectures',
  '__proto__',
  '$ne',
  'x'.repeat(3000),
];
const HOSTILE_QUERIES = [
  'limit=0',
  'limit=101',
  'limit=',
  'limit=1e1',
  'limit=1&limit=2',
  'cursor=%00',
  'cursor=bm9wZQ',
  'cursor[$ne]=1',
  'unknown=1',
  '__proto__=1',
];

describe('hostile input', () => {
  let system: RunningSystem;
  let routes: Route[];
  let tokens: Record<string, string>;

  beforeAll(async () => {
    system = await RunningSystem.start();
    const document: any = await (await fetch(`${system.url}/openapi.json`)).json();
    routes = Object.entries<Record<string, any>>(document.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => /^(get|post|put|patch|delete)$/.test(method))
        .map(([method, operation]) => ({
          method: method.toUpperCase(),
          path,
          secured: isSecured(operation.security ?? document.security ?? []),
        })),
    );
    tokens = Object.fromEntries(
      await Promise.all(
        ['mina', 'park', 'admin'].map(async (name) => [
          name,
          (await Client.login(system.url, `${name}@sugang.dev`)).token!,
        ]),
      ),
    );
  });
  afterAll(async () => {
    expect((await fetch(`${system.url}/health/ready`)).status).toBe(200);
    expect(system.printed).not.toMatch(/unhandled|uncaught/i);
    await system.stop();
    system.forget();
  });

  const concrete = (path: string, id: string = randomUUID()) => path.replace(/\{[^}]+\}/g, id);
  const send = async (route: Route, init: RequestInit & { path?: string } = {}) => {
    const cut = AbortSignal.timeout(10_000);
    const response = await fetch(`${system.url}${init.path ?? concrete(route.path)}`, {
      method: route.method,
      signal: cut,
      ...init,
    });
    if (response.headers.get('content-type')?.includes('event-stream')) return { status: response.status, body: null };
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: text };
  };
  const isProblem = (answer: { status: number; type?: string; body: string | null }) => {
    expect(answer.type).toContain('application/problem+json');
    const problem = JSON.parse(answer.body!);
    expect(problem).toMatchObject({ status: answer.status, code: expect.any(String), traceId: expect.any(String) });
    expect(answer.body).not.toMatch(/\bat .*\.(ts|js):\d+/);
  };

  it('covers every route of the API', () => {
    expect(routes.length).toBeGreaterThanOrEqual(26);
  });

  it.each(Object.keys(HOSTILE_BODIES))(
    'of %s gets a 4xx problem on every route that takes a body',
    async (name) => {
      for (const route of routes.filter(({ method }) => method !== 'GET')) {
        const body = new Uint8Array(Buffer.from(HOSTILE_BODIES[name]!));
        const answers = Object.values(tokens).map((token) => {
          const Authorization = `Bearer ${token}`;
          const more = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), 'If-Match': '"1"' };
          return send(route, { body, headers: { Authorization, ...more } });
        });
        for (const answer of await Promise.all(answers)) {
          expect([route.method, route.path, answer.status >= 500]).toEqual([route.method, route.path, false]);
          if (answer.status >= 400) isProblem(answer);
        }
      }
    },
    60_000,
  );

  it('in a path is answered with 404 or 400, never 5xx', async () => {
    for (const route of routes.filter(({ path }) => path.includes('{'))) {
      const answers = HOSTILE_IDS.map(async (id) => {
        const raw = /^[\w%.$-]+$/.test(id) ? id : encodeURIComponent(id);
        const headers = { Authorization: `Bearer ${tokens.admin}`, 'Idempotency-Key': randomUUID() };
        return [id, await send(route, { path: concrete(route.path, raw), headers })] as const;
      });
      for (const [id, answer] of await Promise.all(answers)) {
        expect([route.path, id, answer.status >= 400 && answer.status < 500]).toEqual([route.path, id, true]);
      }
    }
  }, 60_000);

  it('in a query is rejected, never clamped', async () => {
    for (const route of routes.filter(
      ({ method, path }) => method === 'GET' && /(lectures|roster|registrations|payments)$/.test(path),
    )) {
      const token = route.path.includes('/admin') ? tokens.park : tokens.mina;
      for (const query of HOSTILE_QUERIES) {
        const answer = await send(route, {
          path: `${concrete(route.path)}?${query}`,
          headers: { Authorization: `Bearer ${token}` },
        });
        expect([route.path, query, answer.status]).toEqual([route.path, query, 400]);
        isProblem(answer);
      }
    }
  }, 60_000);

  it('in a token is rejected on every secured route', async () => {
    const [header, claims, signature] = tokens.mina!.split('.') as [string, string, string];
    const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const admin = json({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), role: 'admin' });
    const forged = {
      'no token': undefined,
      nonsense: 'Bearer x.y.z',
      'alg none': `Bearer ${json({ alg: 'none' })}.${admin}.`,
      'alg HS256': `Bearer ${json({ alg: 'HS256', typ: 'JWT' })}.${admin}.${signature}`,
      'other claims under the old signature': `Bearer ${header}.${admin}.${signature}`,
      'a kid that is a path': `Bearer ${json({ alg: 'EdDSA', kid: '../../../dev/null' })}.${claims}.${signature}`,
      'another scheme': 'Basic YWRtaW46YWRtaW4=',
    };
    for (const route of routes.filter(({ secured }) => secured)) {
      const answers = Object.entries(forged).map(
        async ([name, Authorization]) =>
          [name, await send(route, { headers: { ...(Authorization && { Authorization }) } })] as const,
      );
      for (const [name, answer] of await Promise.all(answers)) {
        expect([route.method, route.path, name, answer.status]).toEqual([route.method, route.path, name, 401]);
        isProblem(answer);
      }
    }
  }, 60_000);

  it('sent as another media type is rejected', async () => {
    for (const type of [
      'text/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
    ]) {
      const answer = await send(
        { method: 'POST', path: '/api/v1/auth/login', secured: false },
        { body: 'a=b', headers: { 'Content-Type': type } },
      );
      expect([type, answer.status]).toEqual([type, 415]);
    }
  });

  it("never shows or changes another student's resources", async () => {
    const mina = new Client(system.url, tokens.mina);
    const joon = await Client.login(system.url, 'joon@sugang.dev');
    const [lecture] = await mina.all('/lectures?q=algorithms');
    const { body } = await mina.register(lecture.id);
    const [payment] = await eventually(async () => {
      const payments = await mina.all('/payments');
      expect(payments).toHaveLength(1);
      return payments;
    });
    expect((await joon.get(`/registrations/${body.id}`)).status).toBe(404);
    expect((await joon.cancel(body.id)).status).toBe(404);
    expect((await joon.pay(body.id)).status).toBe(404);
    expect((await joon.get(`/payments/${payment.id}`)).status).toBe(404);
    expect((await joon.get(`/mypage/registrations/${body.id}`)).status).toBe(404);
    expect(await joon.all('/registrations')).toEqual([]);
    expect((await joon.post('/admin/lectures', lectureBody())).status).toBe(403);
    expect((await joon.get(`/admin/lectures/${lecture.id}/roster`)).status).toBe(403);
    expect((await mina.get(`/registrations/${body.id}`)).body.status).toBe('CONFIRMED');
  });

  it('on a raw connection closes only that connection', async () => {
    const port = Number(new URL(system.url).port);
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        let answer = '';
        const socket = connect(port, '127.0.0.1', () => socket.end(text));
        socket.setTimeout(5_000, () => socket.destroy());
        socket
          .on('data', (chunk) => (answer += String(chunk)))
          .on('error', () => resolve(answer))
          .on('close', () => resolve(answer));
      });
    const smuggled =
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n';
    expect(await raw(smuggled)).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 (431|414|400)/);
    expect((await fetch(`${system.url}/api/v1/lectures`)).status).toBe(200);
  });
});
