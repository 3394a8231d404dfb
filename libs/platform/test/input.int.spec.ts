import { describe, expect, it } from '@jest/globals';
import { NOTE, Visitors, type Sent } from './notes.visitors.js';

const visitors = new Visitors();

describe('a body', () => {
  const codeOf = async (body: Sent['body'], headers?: Record<string, string>) =>
    (await visitors.write(body, headers)).body.code;

  it.each(['{', 'nonsense', '{"text":"a"}}', '[1,]', '{"text":\u0000}', "{'text':'a'}"])(
    'that is not JSON is refused: %s',
    async (body) => expect(await codeOf(body)).toBe('INVALID_REQUEST'),
  );

  it.each(['', 'null', '[]', '7', '"text"', 'true', '{}'])(
    'that is not what is asked for is refused: %s',
    async (body) => expect(await codeOf(body)).toBe('INVALID_REQUEST'),
  );

  it('with a __proto__ or constructor member is rejected', async () => {
    for (const body of [
      '{"__proto__":{"text":"a"}}',
      '{"text":"a","constructor":{"prototype":{"x":1}}}',
      '{"text":{"__proto__":1}}',
    ]) {
      expect(await codeOf(body)).toBe('INVALID_REQUEST');
    }
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('that is not UTF-8 is rejected', async () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect((await visitors.write(bytes)).body.errors).toEqual([
      { pointer: '', detail: 'must be UTF-8', code: 'INVALID_TEXT', params: {} },
    ]);
  });

  it('nested 50,000 levels deep is rejected, and the service keeps responding', async () => {
    const started = performance.now();
    expect(await codeOf('['.repeat(50_000) + ']'.repeat(50_000))).toBe('INVALID_REQUEST');
    expect(await codeOf(`{"text":"a","tags":${'['.repeat(40_000)}${']'.repeat(40_000)}}`)).toBe('INVALID_REQUEST');
    expect(await codeOf('{"a":'.repeat(16_000) + '1' + '}'.repeat(16_000))).toBe('INVALID_REQUEST');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('of 100 KiB is accepted, and one more byte gets 413', async () => {
    const exactly = (bytes: number) => `{"text":"a","tags":[]${' '.repeat(bytes - 22)}}`;
    expect(
      (await visitors.ask('POST', '/api/v1/notes', { headers: visitors.mina, body: exactly(102_400) })).status,
    ).toBe(201);
    const { status, body } = await visitors.write(exactly(102_401));
    expect([status, body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('of 10 MB sent in chunks gets 413 before it has been read', async () => {
    const head = `POST /api/v1/notes HTTP/1.1\r\nHost: x\r\nAuthorization: ${visitors.mina['authorization']}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `19000\r\n${' '.repeat(0x19000)}\r\n`;
    expect(await visitors.raw(head + chunk + chunk)).toContain(' 413 ');
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'application/json; charset=euc-kr',
    'application/merge-patch+json',
    'application/vnd.api+json',
    'multipart/form-data; boundary=x',
  ])('with the content type %s gets 415', async (type) =>
    expect(await codeOf('{"text":"a"}', { 'content-type': type })).toBe('UNSUPPORTED_MEDIA_TYPE'),
  );

  it('that is compressed gets 415', async () => {
    expect(await codeOf('{"text":"a"}', { 'content-encoding': 'gzip' })).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it('may declare its charset, and may be a merge patch for PATCH', async () => {
    const named = { ...visitors.mina, 'content-type': 'application/json; charset="UTF-8"' };
    expect((await visitors.ask('POST', '/api/v1/notes', { headers: named, body: '{"text":"수강"}' })).status).toBe(201);
    const patch = { ...visitors.park, 'content-type': 'application/merge-patch+json' };
    const changed = await visitors.ask('PATCH', `/api/v1/notes/${NOTE}`, { headers: patch, body: '{"text":"Trees"}' });
    expect([changed.status, changed.body]).toMatchObject([200, { body: { text: 'Trees' } }]);
  });

  it('is rejected where none is expected, unless it is empty', async () => {
    const headers = { ...visitors.mina, 'idempotency-key': 'pin' };
    const pin = (body?: object) => visitors.ask('POST', `/api/v1/notes/${NOTE}/pin`, { headers, body });
    expect((await pin({ force: true })).body).toMatchObject({ status: 400, errors: [{ pointer: '/force' }] });
    expect([(await pin()).status, (await pin({})).status]).toEqual([201, 201]);
  });
});

describe('the schema of a route', () => {
  it('passes the parsed request to the handler', async () => {
    const listed = await visitors.ask('GET', '/api/v1/notes?q=%20graphs%20&limit=5');
    expect(listed.body).toMatchObject({ query: { q: 'graphs', limit: 5 } });
    expect((await visitors.ask('GET', '/api/v1/notes')).body).toMatchObject({ query: { limit: 20 } });
    expect((await visitors.ask('GET', `/api/v1/notes/${NOTE.toUpperCase()}`)).body).toMatchObject({ id: NOTE });
    const patched = await visitors.ask('PATCH', `/api/v1/notes/${NOTE}`, {
      headers: { ...visitors.park, 'if-match': '"3"' },
      body: {},
    });
    expect(patched.body).toMatchObject({ match: '"3"' });
  });

  it('reports all faults of a request together: path, query, header and body', async () => {
    const { body } = await visitors.refusal('PATCH', '/api/v1/notes/7?dry=1', {
      headers: { ...visitors.park, 'if-match': 'three' },
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
  ])('rejects the query ?%s', async (query) =>
    expect((await visitors.refusal('GET', `/api/v1/notes?${query}`)).body.code).toBe('INVALID_REQUEST'),
  );

  it.each(["' OR 1=1--", '{"$ne":null}', '..%2f..%2fetc%2fpasswd', '%00', '__proto__', '-1', `${NOTE}x`])(
    'refuses the id %s',
    async (id) =>
      expect((await visitors.refusal('GET', `/api/v1/notes/${id}`)).body).toMatchObject({
        // What other servers could read as another path is rejected before the route is known.
        errors: [{ pointer: id.startsWith('..') ? '/path' : '/path/id' }],
      }),
  );

  it('is not evaluated for an unauthenticated request', async () => {
    expect((await visitors.refusal('POST', '/api/v1/notes?x=1', { body: { nonsense: 1 } })).body.code).toBe(
      'UNAUTHENTICATED',
    );
    expect(
      (await visitors.refusal('POST', '/api/v1/notes', { headers: visitors.park, body: { nonsense: 1 } })).body.code,
    ).toBe('FORBIDDEN');
  });
});
