import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastify, { type HTTPMethods } from 'fastify';
import { answerConditionalReads } from './conditional-reads.js';

describe('a conditional read', () => {
  const server = fastify({ exposeHeadRoutes: true });
  const body = Readable.from(['{}']);
  beforeAll(() => {
    answerConditionalReads(server);
    server.get('/', (_request, reply) => reply.header('etag', 'W/"1"').send({ seats: 1 }));
    server.get('/absent', (_request, reply) => reply.code(404).header('etag', 'W/"1"').send({}));
    server.get('/streamed', (_request, reply) => reply.header('etag', '"1"').send(body));
    server.patch('/', (_request, reply) => reply.header('etag', 'W/"1"').send({ seats: 2 }));
  });
  afterAll(() => server.close());

  const read = (tags: string, method: HTTPMethods = 'GET', url = '/') =>
    server.inject({ method: method as 'GET', url, headers: { 'if-none-match': tags } });

  it.each([
    ['GET', '"1"'],
    ['GET', 'W/"1"'],
    ['GET', '"0", W/"1"'],
    ['GET', '*'],
    ['HEAD', '"1"'],
  ])('by %s with the tags %s is answered 304 with the tag and without content', async (method, tags) => {
    const { statusCode, headers, body: sent } = await read(tags, method);
    expect([statusCode, headers.etag, headers['content-type'], sent]).toEqual([304, 'W/"1"', undefined, '']);
  });

  it('is answered in full when the client has another version', async () => {
    expect((await read('"2", "11"')).json()).toEqual({ seats: 1 });
  });

  it('is no change and no problem: these are answered in full', async () => {
    expect((await read('"1"', 'PATCH')).json()).toEqual({ seats: 2 });
    expect((await read('"1"', 'GET', '/absent')).statusCode).toBe(404);
  });

  it('releases the source of content that is not sent', async () => {
    expect((await read('"1"', 'GET', '/streamed')).statusCode).toBe(304);
    expect(body.destroyed).toBe(true);
  });
});
