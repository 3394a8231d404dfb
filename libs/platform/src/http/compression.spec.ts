import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import fastify, { type FastifyReply } from 'fastify';
import { compressReads } from './compression.js';

describe('compression', () => {
  const server = fastify();
  const large = { description: 'Graphs. '.repeat(1_000) };
  let written: PassThrough;
  beforeAll(async () => {
    await compressReads(server);
    server.get('/', () => large);
    server.post('/', () => large);
    server.get('/small', () => ({ seats: 1 }));
    server.get('/absent', (_request, reply) => reply.code(404).send(large));
    server.get('/tagged', (_request, reply) => reply.header('etag', '"1"').send(large));
    server.get('/image', (_request, reply) => reply.type('image/png').send(Buffer.alloc(8_000)));
    server.get('/csv', (_request, reply): FastifyReply => reply.type('text/csv').send((written = new PassThrough())));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  const encodingOf = async (method: 'GET' | 'POST', url: string, accepted = 'gzip') =>
    (await server.inject({ method, url, headers: { 'accept-encoding': accepted } })).headers['content-encoding'];

  it('applies to large reads, with the encoding that the client accepts', async () => {
    expect(await encodingOf('GET', '/')).toBe('gzip');
    expect(await encodingOf('GET', '/', 'gzip, br')).toBe('br');
    expect(await encodingOf('GET', '/', 'identity')).toBeUndefined();
  });

  it('never applies to a response to POST, which may contain a token and repeat a part of the request', async () => {
    expect(await encodingOf('POST', '/')).toBeUndefined();
  });

  it.each(['/small', '/absent', '/tagged', '/image'])('does not apply to %s', async (path) => {
    expect(await encodingOf('GET', path)).toBeUndefined();
  });

  it.each([
    ['gzip', createGunzip],
    ['br', createBrotliDecompress],
  ])('sends each part of a stream at once (%s)', async (encoding, decompress) => {
    const { port } = server.server.address() as AddressInfo;
    const request = get({ port, path: '/csv', headers: { 'accept-encoding': encoding } });
    await eventually(() => expect(written?.writableEnded).toBe(false));
    written.write('name,status\n');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const content = response.pipe(decompress());
    expect(String((await once(content, 'data'))[0])).toBe('name,status\n');
    written.end();
    await once(content.resume(), 'end');
    expect(response.headers['content-encoding']).toBe(encoding);
  });
});
