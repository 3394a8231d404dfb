import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

const dir = tempDir('http');
let notes: NotesService;
let mina: { authorization: string };

beforeAll(async () => {
  const identity = await TestIdentity.create();
  notes = await startNotes(dir, { keys: identity.keys });
  mina = await identity.headersFor({ sub: 'mina', role: 'student', name: 'Mina' });
});
afterAll(() => notes.close());

describe('x', () => {
  it('y', async () => {
    const a = await notes.fastify.inject({ url: '/api/v1/notes?limit=0&x=1' });
    console.log(a.statusCode, a.headers, a.body);
    for (const [method, url, headers, body] of [
      ['GET', '/api/v1/notes'],
      ['GET', '/nowhere'],
      ['DELETE', '/api/v1/notes'],
      ['HEAD', '/api/v1/notes'],
      ['GET', '/api/v1/notes/%zz'],
      ['GET', '/api/v1/notes/abc'],
      ['GET', '/api/v1/notes/mine'],
      ['GET', '/api/v1/notes/mine', mina],
      ['POST', '/api/v1/notes', mina, '{'],
      ['POST', '/api/v1/notes', mina, { text: 'hello' }],
      ['POST', '/api/v1/notes', { ...mina, 'idempotency-key': 'a' }, { text: 'hello' }],
      ['POST', '/api/v1/notes', { ...mina, 'idempotency-key': 'a' }, { text: 'hello' }],
      ['POST', '/api/v1/notes', { ...mina, 'idempotency-key': 'b' }, { text: 'full' }],
      ['POST', '/api/v1/notes', { ...mina, 'idempotency-key': 'b' }, { text: 'full' }],
      ['GET', '/health/ready'],
      ['GET', '/health/live'],
    ] as const) {
      const r = await notes.fastify.inject({ method, url, headers: headers as never, body: body as never });
      console.log(method, url, r.statusCode, JSON.stringify(r.headers), r.body);
    }
    void cast;
    void expect;
  });
});
