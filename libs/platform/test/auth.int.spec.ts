import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JSONWebKeySet } from 'jose';
import { SigningKeys } from '#platform';
import { tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

const dir = tempDir('auth');
let identity: TestIdentity;
let stranger: TestIdentity;
let notes: NotesService;

beforeAll(async () => {
  identity = await TestIdentity.create();
  stranger = await TestIdentity.create();
  notes = await startNotes(dir, { keys: identity.keys });
});
afterAll(() => notes.close());

const mina = { sub: 'mina', role: 'student', name: 'Mina' };

const mine = (authorization?: string) =>
  notes.fastify.inject({ url: '/api/v1/notes/mine', headers: authorization === undefined ? {} : { authorization } });

async function refusal(authorization?: string) {
  const answer = await mine(authorization);
  return { status: answer.statusCode, challenge: answer.headers['www-authenticate'], code: answer.json().code };
}

describe('a route for accounts', () => {
  it('passes the calling account to the handler', async () => {
    const { authorization } = await identity.headersFor(mina);
    for (let i = 0; i < 2; i += 1) {
      const answer = await mine(authorization);
      expect([answer.statusCode, answer.json()]).toMatchObject([200, { id: 'mina', role: 'student', name: 'Mina' }]);
    }
  });

  it('requests a bearer token if there is none', async () => {
    expect(await refusal()).toEqual({ status: 401, challenge: 'Bearer realm="sugang"', code: 'UNAUTHENTICATED' });
  });

  it.each([
    'Basic bWluYTpzZWNyZXQ=',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'bearer nonsense',
    'Bearer a.b.c',
    'Bearer ..',
  ])('rejects the Authorization header %s', async (authorization) => {
    expect(await refusal(authorization)).toEqual({
      status: 401,
      challenge: 'Bearer realm="sugang", error="invalid_token"',
      code: 'UNAUTHENTICATED',
    });
  });

  it('rejects tokens with an unknown key, another audience or a past expiry', async () => {
    const bent = [
      stranger.tokenFor(mina),
      identity.tokenFor({ ...mina, issuer: 'http://elsewhere' }),
      identity.tokenFor({ ...mina, audience: 'elsewhere' }),
      identity.tokenFor({ ...mina, expiresIn: -60 }),
      identity.tokenFor({ ...mina, role: 'dean' }),
    ];
    for (const token of bent) expect((await refusal(`Bearer ${await token}`)).status).toBe(401);
  });

  it('admits only the declared roles', async () => {
    const pin = async (role: string) => {
      const headers = { ...(await identity.headersFor({ ...mina, role })), 'idempotency-key': role };
      const url = '/api/v1/notes/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01/pin';
      return (await notes.fastify.inject({ method: 'POST', url, headers })).statusCode;
    };
    const statuses = await Promise.all(['student', 'instructor', 'admin', 'service'].map(pin));
    expect(statuses).toEqual([201, 201, 403, 403]);
  });

  it('forbids caching of its responses, including refusals', async () => {
    expect((await mine()).headers['cache-control']).toBe('no-store');
  });
});

describe('a public route', () => {
  it('ignores tokens', async () => {
    const answer = await notes.fastify.inject({ url: '/api/v1/notes', headers: { authorization: 'Bearer nonsense' } });
    expect(answer.statusCode).toBe(200);
  });
});

describe('without any signing key', () => {
  class NoKeys extends SigningKeys {
    keys = (): Promise<JSONWebKeySet> => Promise.resolve({ keys: [] });
  }

  it('a valid token gets 503, a missing one 401, and public routes and readiness still respond', async () => {
    const keyless = await startNotes(dir, { keys: new NoKeys() });
    const headers = await identity.headersFor(mina);
    const url = '/api/v1/notes/mine';
    const answer = await keyless.fastify.inject({ url, headers });
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'UNAVAILABLE', '1']);
    expect((await keyless.fastify.inject({ url })).statusCode).toBe(401);
    expect((await keyless.fastify.inject({ url: '/api/v1/notes' })).statusCode).toBe(200);
    expect((await keyless.fastify.inject({ url: '/health/ready' })).statusCode).toBe(200);
    await keyless.close();
  });
});
