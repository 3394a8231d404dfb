import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { serveDocument } from './shared-documents.js';

const TEXT = '{"openapi":"3.1.0"}'.repeat(200);

let server: FastifyInstance;
let loads: number;
let fails: boolean;
beforeEach(() => {
  [server, loads, fails] = [fastify(), 0, false];
  const load = async () => {
    loads += 1;
    if (fails) throw new Error('the file cannot be read');
    return TEXT;
  };
  serveDocument(server, '/page', { type: 'application/json', load, headers: { 'x-page': '1' } });
  serveDocument(server, '/icon', { type: 'image/png', load, compressed: true });
});

const get = (headers: Record<string, string> = {}, url = '/page') => server.inject({ url, headers });

describe('a shared document', () => {
  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip;q=0.5', 'gzip', gunzipSync],
    ['gzip, br;q=0', 'gzip', gunzipSync],
  ] as const)('is compressed for a client that accepts %s', async (accepted, encoding, decompress) => {
    const { headers, rawPayload } = await get({ 'accept-encoding': accepted });
    expect(headers).toMatchObject({ 'content-encoding': encoding, 'x-page': '1', vary: 'Accept-Encoding' });
    expect(decompress(rawPayload).toString()).toBe(TEXT);
    expect(rawPayload.length).toBeLessThan(TEXT.length / 2);
  });

  it.each(['', 'deflate', 'identity', 'brotli', 'br;q=0'])('is not compressed for "%s"', async (accepted) => {
    const { headers, body } = await get({ 'accept-encoding': accepted });
    expect([headers['content-encoding'], body]).toEqual([undefined, TEXT]);
  });

  it('is not compressed twice', async () => {
    const { headers } = await get({ 'accept-encoding': 'br' }, '/icon');
    expect([headers['content-encoding'], headers['vary']]).toEqual([undefined, undefined]);
  });

  it('is loaded once for each encoding, and the same buffer is sent to all clients', async () => {
    const sent = new Set<unknown>();
    server.addHook('onSend', async (_request, _reply, payload) => void sent.add(payload));
    await Promise.all(Array.from({ length: 20 }, () => get({ 'accept-encoding': 'br' })));
    for (let times = 0; times < 20; times += 1) await get();
    expect([loads, sent.size]).toEqual([2, 2]);
  });

  it('is answered with 304 to a client that has it, per encoding', async () => {
    const { headers } = await get({ 'accept-encoding': 'gzip' });
    const etag = String(headers['etag']);
    const known = await get({ 'accept-encoding': 'gzip', 'if-none-match': `"other", W/${etag}` });
    expect([known.statusCode, known.body, known.headers['etag']]).toEqual([304, '', etag]);
    expect((await get({ 'if-none-match': etag })).statusCode).toBe(200);
    expect((await get({ 'if-none-match': '*' })).statusCode).toBe(304);
  });

  it('has a length in the response to HEAD', async () => {
    const { headers, body } = await server.inject({ method: 'HEAD', url: '/page' });
    expect([headers['content-length'], body]).toEqual([String(TEXT.length), '']);
  });

  it('is loaded again after a failure', async () => {
    fails = true;
    expect((await get()).statusCode).toBe(500);
    fails = false;
    expect((await get()).body).toBe(TEXT);
  });
});
