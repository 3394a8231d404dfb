import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '#contracts';
import { tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

const NOTE = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01';
const dir = tempDir('http');
let notes: NotesService;
let url: string;
let mina: Record<string, string>;
let park: Record<string, string>;

beforeAll(async () => {
  const identity = await TestIdentity.create();
  notes = await startNotes(dir, { keys: identity.keys });
  url = `http://127.0.0.1:${await notes.listen(0, '127.0.0.1')}`;
  mina = await identity.headersFor({ sub: 'mina', role: 'student', name: 'Mina' });
  park = await identity.headersFor({ sub: 'park', role: 'instructor', name: 'Dr. Park' });
});
afterAll(() => notes.close());

interface Sent {
  headers?: Record<string, string>;
  body?: string | Buffer | object;
}

/** What came back: status, headers, and the body as JSON where it is JSON. */
async function ask(method: string, path: string, { headers = {}, body }: Sent = {}) {
  const isRaw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const answer = await fetch(url + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: isRaw ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json') && text !== '';
  return { status: answer.status, headers: answer.headers, text, body: (json ? JSON.parse(text) : text) as Problem };
}

async function refusal(method: string, path: string, sent: Sent = {}) {
  const { status, headers, body } = await ask(method, path, sent);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(Problem.safeParse(body).success).toBe(true);
  expect(body.status).toBe(status);
  expect(headers.get('x-correlation-id')).toBeTruthy();
  expect(headers.get('traceparent')).toContain(body.traceId);
  return { status, headers, body };
}

const write = (body: Sent['body'], headers: Record<string, string> = {}) =>
  refusal('POST', '/api/v1/notes', { headers: { ...mina, ...headers }, body });

/** Sends bytes as they are, and answers everything that comes back until the server hangs up. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    let seen = '';
    socket.on('data', (chunk) => (seen += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(seen));
  });

describe('a problem document', () => {
  it('says what, where and how it can be found again', async () => {
    const { body } = await write({ text: 'full' }, { 'x-correlation-id': 'mina-7' });
    expect(body).toEqual({
      type: 'https://sugang.dev/problems/desk-full',
      title: 'Desk full',
      status: 409,
      detail: 'The desk is full.',
      instance: '/api/v1/notes',
      code: 'DESK_FULL',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      deskId: 'window',
    });
  });

  it.each([
    ['unpaid', 402, 'NOT_PAID'],
    ['weak', 422, 'WEAK_TEXT'],
    ['gone', 404, 'NOT_FOUND'],
    ['boom', 500, 'INTERNAL'],
    ['unlisted', 500, 'INTERNAL'],
  ])('of %s is %i %s', async (text, status, code) => {
    expect((await write({ text })).body).toMatchObject({ status, code });
  });

  it('never tells of our insides', async () => {
    expect(JSON.stringify((await write({ text: 'boom' })).body)).not.toMatch(/secret|Error|\.ts/);
    expect(JSON.stringify((await write({ text: 'store' })).body)).not.toContain('10.0.0.7');
  });

  it.each(['store', 'contention'])('says when to come again where the fault is %s', async (text) => {
    const { status, headers, body } = await write({ text });
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '1']);
  });
});

describe('an address', () => {
  it('that nobody knows is 404, whatever is sent there', async () => {
    for (const sent of [
      {},
      { body: '{' },
      { body: 'x'.repeat(200_000) },
      { headers: { 'content-type': 'text/plain' } },
    ]) {
      expect((await refusal('POST', '/nowhere', sent)).body.code).toBe('NOT_FOUND');
    }
    expect((await refusal('GET', '/api/v1/notes/')).body.code).toBe('NOT_FOUND');
    expect((await refusal('GET', '//')).body.code).toBe('NOT_FOUND');
    expect((await refusal('GET', `/api/v1/notes/${'x'.repeat(2_000)}`)).body.code).toBe('NOT_FOUND');
  });

  it('that knows other methods names them', async () => {
    const { status, headers, body } = await refusal('DELETE', '/api/v1/notes');
    expect([status, body.code, headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', 'GET, HEAD, POST']);
    expect((await refusal('PUT', `/api/v1/notes/${NOTE}`)).headers.get('allow')).toBe('GET, HEAD, PATCH');
    expect((await refusal('OPTIONS', '/api/v1/notes')).status).toBe(405);
  });

  it('answers HEAD as it answers GET, without the body', async () => {
    const head = await ask('HEAD', '/api/v1/notes');
    const get = await ask('GET', '/api/v1/notes');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    expect((await ask('HEAD', '/api/v1/notes/stream', { headers: mina })).status).toBe(405);
  });

  it('with a malformed escape is 400', async () => {
    for (const path of ['/api/v1/notes/%', '/api/v1/notes/%zz', '/api/v1/notes/%c3%28', '/%']) {
      expect((await refusal('GET', path)).body).toMatchObject({
        code: 'INVALID_REQUEST',
        errors: [{ pointer: '/path' }],
      });
    }
  });
});

describe('a body', () => {
  const codeOf = async (body: Sent['body'], headers?: Record<string, string>) => (await write(body, headers)).body.code;

  it.each(['{', 'nonsense', '{"text":"a"}}', '[1,]', '{"text":\u0000}', "{'text':'a'}"])(
    'that is not JSON is refused: %s',
    async (body) => expect(await codeOf(body)).toBe('INVALID_REQUEST'),
  );

  it.each(['', 'null', '[]', '7', '"text"', 'true', '{}'])(
    'that is not what is asked for is refused: %s',
    async (body) => expect(await codeOf(body)).toBe('INVALID_REQUEST'),
  );

  it('that reaches for prototypes is refused', async () => {
    for (const body of [
      '{"__proto__":{"text":"a"}}',
      '{"text":"a","constructor":{"prototype":{"x":1}}}',
      '{"text":{"__proto__":1}}',
    ]) {
      expect(await codeOf(body)).toBe('INVALID_REQUEST');
    }
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('that is not UTF-8 is refused', async () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect((await write(bytes)).body.errors).toEqual([{ pointer: '', detail: 'is not UTF-8' }]);
  });

  it('nested 50,000 deep is refused and hurts nobody', async () => {
    const started = performance.now();
    expect(await codeOf('['.repeat(50_000) + ']'.repeat(50_000))).toBe('INVALID_REQUEST');
    expect(await codeOf(`{"text":"a","tags":${'['.repeat(40_000)}${']'.repeat(40_000)}}`)).toBe('INVALID_REQUEST');
    expect(await codeOf('{"a":'.repeat(16_000) + '1' + '}'.repeat(16_000))).toBe('INVALID_REQUEST');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('of 100 KiB is read, and one byte more is 413', async () => {
    const exactly = (bytes: number) => `{"text":"a","tags":[]${' '.repeat(bytes - 22)}}`;
    expect((await ask('POST', '/api/v1/notes', { headers: mina, body: exactly(102_400) })).status).toBe(201);
    const { status, body } = await write(exactly(102_401));
    expect([status, body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('of 10 MB sent in pieces is cut short with 413', async () => {
    const head = `POST /api/v1/notes HTTP/1.1\r\nHost: x\r\nAuthorization: ${mina['authorization']}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `19000\r\n${' '.repeat(0x19000)}\r\n`;
    expect(await raw(head + chunk + chunk)).toContain(' 413 ');
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'application/json; charset=euc-kr',
    'application/merge-patch+json',
    'application/vnd.api+json',
    'multipart/form-data; boundary=x',
  ])('called %s is 415', async (type) =>
    expect(await codeOf('{"text":"a"}', { 'content-type': type })).toBe('UNSUPPORTED_MEDIA_TYPE'),
  );

  it('that is compressed is 415', async () => {
    expect(await codeOf('{"text":"a"}', { 'content-encoding': 'gzip' })).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it('may name its charset, and be a merge patch where it patches', async () => {
    const named = { ...mina, 'content-type': 'application/json; charset="UTF-8"' };
    expect((await ask('POST', '/api/v1/notes', { headers: named, body: '{"text":"수강"}' })).status).toBe(201);
    const patch = { ...park, 'content-type': 'application/merge-patch+json' };
    const changed = await ask('PATCH', `/api/v1/notes/${NOTE}`, { headers: patch, body: '{"text":"Trees"}' });
    expect([changed.status, changed.body]).toMatchObject([200, { body: { text: 'Trees' } }]);
  });

  it('where none is expected is refused, unless it is empty', async () => {
    const headers = { ...mina, 'idempotency-key': 'pin' };
    const pin = (body?: object) => ask('POST', `/api/v1/notes/${NOTE}/pin`, { headers, body });
    expect((await pin({ force: true })).body).toMatchObject({ status: 400, errors: [{ pointer: '/force' }] });
    expect([(await pin()).status, (await pin({})).status]).toEqual([201, 422]);
  });
});

describe('the schema of a route', () => {
  it('hands the handler what it made of the request', async () => {
    const listed = await ask('GET', '/api/v1/notes?q=%20graphs%20&limit=5');
    expect(listed.body).toMatchObject({ query: { q: 'graphs', limit: 5 } });
    expect((await ask('GET', '/api/v1/notes')).body).toMatchObject({ query: { limit: 20 } });
    expect((await ask('GET', `/api/v1/notes/${NOTE.toUpperCase()}`)).body).toMatchObject({ id: NOTE });
    const patched = await ask('PATCH', `/api/v1/notes/${NOTE}`, { headers: { ...park, 'if-match': '"3"' }, body: {} });
    expect(patched.body).toMatchObject({ match: '"3"' });
  });

  it('tells all faults of a request together: path, query, header and body', async () => {
    const { body } = await refusal('PATCH', '/api/v1/notes/7?dry=1', {
      headers: { ...park, 'if-match': 'three' },
      body: { text: 7, nonsense: 1, 'a/b': 2 },
    });
    expect(body.errors!.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/a~1b',
      '/header/If-Match',
      '/nonsense',
      '/path/id',
      '/query/dry',
      '/text',
    ]);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=',
    'limit=1.5',
    'limit=1&limit=2',
    'limit[]=1',
    'q=',
    'Q=a',
    '__proto__=1',
    'constructor=1',
    'q[$ne]=1',
    'q=%00',
  ])('refuses the query ?%s', async (query) =>
    expect((await refusal('GET', `/api/v1/notes?${query}`)).body.code).toBe('INVALID_REQUEST'),
  );

  it.each(["' OR 1=1--", '{"$ne":null}', '..%2f..%2fetc%2fpasswd', '%00', '__proto__', '-1', `${NOTE}x`])(
    'refuses the id %s',
    async (id) =>
      expect((await refusal('GET', `/api/v1/notes/${id}`)).body).toMatchObject({ errors: [{ pointer: '/path/id' }] }),
  );

  it('is asked for nothing by who may not even knock', async () => {
    expect((await refusal('POST', '/api/v1/notes?x=1', { body: { nonsense: 1 } })).body.code).toBe('UNAUTHENTICATED');
    expect((await refusal('POST', '/api/v1/notes', { headers: park, body: { nonsense: 1 } })).body.code).toBe(
      'FORBIDDEN',
    );
  });
});

describe('bytes on the wire', () => {
  it('that are not HTTP are answered and hung up on', async () => {
    expect(await raw('nonsense\r\n\r\n')).toMatch(/ 400 [^]*application\/problem\+json/);
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`)).toMatch(
      / 431 [^]*HEADERS_TOO_LARGE/,
    );
  });

  it('that smuggle a second request are refused', async () => {
    const smuggled =
      'POST /api/v1/notes HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n';
    expect(await raw(smuggled)).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('every answer', () => {
  it('echoes correlation id and trace, or makes them', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const sent = { headers: { 'x-correlation-id': 'mina-7', traceparent } };
    for (const path of [
      '/api/v1/notes',
      '/nowhere',
      '/api/v1/notes/%',
      '/api/v1/notes?limit=0',
      '/health/live',
      '/docs',
    ]) {
      const { headers } = await ask('GET', path, sent);
      expect([headers.get('x-correlation-id'), headers.get('traceparent')]).toEqual(['mina-7', traceparent]);
    }
    const { headers } = await ask('GET', '/api/v1/notes', { headers: { 'x-correlation-id': 'a b' } });
    expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is not guessed at, not signed by its maker, and not kept by caches where it is somebody’s', async () => {
    const anyone = await ask('GET', '/api/v1/notes');
    const minas = await ask('GET', '/api/v1/notes/mine', { headers: mina });
    expect(anyone.headers.get('x-content-type-options')).toBe('nosniff');
    expect(anyone.headers.get('x-powered-by')).toBeNull();
    expect(anyone.headers.get('server')).toBeNull();
    expect([anyone.headers.get('cache-control'), minas.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });
});
