import { describe, expect, it } from '@jest/globals';
import { NOTE, Visitors } from './notes.visitors.js';

const visitors = new Visitors();

describe('a problem document', () => {
  it('contains code, path and trace id', async () => {
    const { body } = await visitors.write({ text: 'full' }, { 'x-correlation-id': 'mina-7' });
    expect(body).toEqual({
      type: 'https://sugang.dev/problems/lecture-full',
      title: 'Lecture full',
      status: 409,
      detail: 'The desk is full.',
      instance: '/api/v1/notes',
      code: 'LECTURE_FULL',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      deskId: 'window',
      reasons: [{ code: 'LECTURE_FULL', detail: 'The desk is full.', data: { deskId: 'window' }, remedies: [] }],
    });
  });

  it.each([
    ['unpaid', 402, 'PAYMENT_DECLINED'],
    ['weak', 422, 'WEAK_PASSWORD'],
    ['gone', 404, 'NOT_FOUND'],
    ['boom', 500, 'INTERNAL'],
    ['unlisted', 500, 'INTERNAL'],
  ])('for the error %s has status %i and code %s', async (text, status, code) => {
    expect((await visitors.write({ text })).body).toMatchObject({ status, code });
  });

  it('reveals no internals', async () => {
    expect(JSON.stringify((await visitors.write({ text: 'boom' })).body)).not.toMatch(/secret|Error|\.ts/);
    expect(JSON.stringify((await visitors.write({ text: 'store' })).body)).not.toContain('10.0.0.7');
  });

  it.each(['store', 'contention'])('has Retry-After if the error is %s', async (text) => {
    const { status, headers, body } = await visitors.write({ text });
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '1']);
  });
});

describe('a request', () => {
  it('for an unknown path gets 404, whatever its body', async () => {
    for (const sent of [
      {},
      { body: '{' },
      { body: 'x'.repeat(200_000) },
      { headers: { 'content-type': 'text/plain' } },
    ]) {
      expect((await visitors.refusal('POST', '/nowhere', sent)).body.code).toBe('NOT_FOUND');
    }
    expect((await visitors.refusal('GET', '/api/v1/notes/')).body.code).toBe('NOT_FOUND');
    expect((await visitors.refusal('GET', '//')).body.code).toBe('NOT_FOUND');
    expect((await visitors.refusal('GET', `/api/v1/notes/${'x'.repeat(2_000)}`)).body.code).toBe('NOT_FOUND');
  });

  it('with an unsupported method gets 405 and the supported methods', async () => {
    const { status, headers, body } = await visitors.refusal('DELETE', '/api/v1/notes');
    expect([status, body.code, headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', 'GET, HEAD, POST']);
    expect((await visitors.refusal('PUT', `/api/v1/notes/${NOTE}`)).headers.get('allow')).toBe('GET, HEAD, PATCH');
    expect((await visitors.refusal('OPTIONS', '/api/v1/notes')).status).toBe(405);
  });

  it('with HEAD gets the response of GET without the body', async () => {
    const head = await visitors.ask('HEAD', '/api/v1/notes');
    const get = await visitors.ask('GET', '/api/v1/notes');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    expect((await visitors.ask('HEAD', '/api/v1/notes/stream', { headers: visitors.mina })).status).toBe(405);
  });

  it('with a malformed escape in its path gets 400', async () => {
    for (const path of ['/api/v1/notes/%', '/api/v1/notes/%zz', '/api/v1/notes/%c3%28', '/%']) {
      expect((await visitors.refusal('GET', path)).body).toMatchObject({
        code: 'INVALID_REQUEST',
        errors: [{ pointer: '/path' }],
      });
    }
  });

  it('with a malformed or non-UTF-8 escape in its query gets 400', async () => {
    for (const query of ['limit=%', 'limit=%zz', 'limit=%FF', '%c3%28=1']) {
      expect((await visitors.refusal('GET', `/api/v1/notes?${query}`)).body).toMatchObject({
        code: 'INVALID_REQUEST',
        errors: [{ pointer: '/query', detail: 'contains a malformed escape sequence' }],
      });
    }
    expect((await visitors.ask('GET', '/api/v1/notes?limit=%32')).status).toBe(200);
  });
});

describe('a connection', () => {
  it('is answered with 400 and closed after bytes that are not HTTP', async () => {
    expect(await visitors.raw('nonsense\r\n\r\n')).toMatch(/ 400 [^]*application\/problem\+json/);
    expect(await visitors.raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`)).toMatch(
      / 431 [^]*HEADERS_TOO_LARGE/,
    );
  });

  it('rejects request smuggling', async () => {
    const smuggled =
      'POST /api/v1/notes HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n';
    expect(await visitors.raw(smuggled)).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('a header with one value', () => {
  const names = [
    'Host',
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'X-Correlation-Id',
  ];

  it.each(names)('is rejected when %s is sent twice, in any case', async (name) => {
    for (const other of [name, name.toLowerCase(), name.toUpperCase()]) {
      const host = name === 'Host' ? '' : 'Host: x\r\n';
      const request = `GET /api/v1/notes HTTP/1.1\r\n${host}Connection: close\r\n${name}: k\r\nX: y\r\n${other}: k\r\n\r\n`;
      const answer = await visitors.raw(request);
      expect(answer).toMatch(/^HTTP\/1.1 400 /);
      expect(answer).toContain(
        `"errors":[{"pointer":"/header/${name}","detail":"must be sent only once","code":"DUPLICATE","params":{}}]`,
      );
    }
  });

  it('may stand beside repeated headers that are lists', async () => {
    const lists = 'Accept: text/html\r\nAccept: application/json\r\nVia: 1.1 a\r\nVia: 1.1 b\r\n';
    const request = `GET /api/v1/notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lists}\r\n`;
    expect(await visitors.raw(request)).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('every response', () => {
  it('echoes correlation id and traceparent, or generates them', async () => {
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
      const { headers } = await visitors.ask('GET', path, sent);
      expect([headers.get('x-correlation-id'), headers.get('traceparent')]).toEqual(['mina-7', traceparent]);
    }
    const { headers } = await visitors.ask('GET', '/api/v1/notes', { headers: { 'x-correlation-id': 'a b' } });
    expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has nosniff, no server signature, and no-store if it belongs to an account', async () => {
    const anyone = await visitors.ask('GET', '/api/v1/notes');
    const minas = await visitors.ask('GET', '/api/v1/notes/mine', { headers: visitors.mina });
    expect(anyone.headers.get('x-content-type-options')).toBe('nosniff');
    expect(anyone.headers.get('x-powered-by')).toBeNull();
    expect(anyone.headers.get('server')).toBeNull();
    expect([anyone.headers.get('cache-control'), minas.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });
});
