import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { tempDir } from '#testing';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

const secret = 'mina-does-not-know-this: one+secret%';
const basic = (id: string, value: string) =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(value)}`).toString('base64')}`;

describe('tokens for services', () => {
  const dataDir = tempDir('identity-services');
  let identity: RunningIdentity;
  beforeAll(async () => {
    const key = 'registration-key-of-thirty-two-letters';
    identity = await runningIdentity({ dataDir, env: { SUGANG_SERVICE_CLIENTS: `registration:${key}` } });
  });
  afterAll(() => identity.close());

  const right = 'registration-key-of-thirty-two-letters';
  const ask = async (payload: string | object, headers: Record<string, string> = {}, url = '/oauth/token') => {
    const answer = await identity.service.fastify.inject({
      method: 'POST',
      url,
      payload,
      headers: {
        'content-type': typeof payload === 'string' ? 'application/x-www-form-urlencoded' : 'application/json',
        ...headers,
      },
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
  const grant = 'grant_type=client_credentials';

  it.each([
    ['by Basic and a form', grant, { authorization: basic('registration', right) }],
    ['by a form alone', `${grant}&client_id=registration&client_secret=${right}`, {}],
    ['by JSON', { grant_type: 'client_credentials', client_id: 'registration', client_secret: right }, {}],
    ['with an unknown parameter', `${grant}&resource=x&scope=`, { authorization: basic('registration', right) }],
  ])('are issued for a request %s', async (_, payload, headers) => {
    const { status, body, headers: answered } = await ask(payload, headers);

    expect({ status, body }).toEqual({
      status: 200,
      body: { access_token: expect.any(String), token_type: 'Bearer', expires_in: 900 },
    });
    expect(answered).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
  });

  it('can be verified like those of accounts and identify the service', async () => {
    const { body } = await ask(grant, { authorization: basic('registration', right) });
    const { body: jwks } = await identity.call('GET', '/.well-known/jwks.json');
    const { payload } = await jwtVerify(body.access_token, createLocalJWKSet(jwks), {
      issuer: 'http://localhost:8080',
      audience: 'sugang',
    });

    expect(payload).toMatchObject({
      sub: 'registration',
      role: 'service',
      name: 'registration',
      exp: payload.iat! + 900,
    });
  });

  it.each([
    ['a wrong secret', grant, basic('registration', secret)],
    ['an unknown client', grant, basic('lecture', right)],
    ['no client', grant, undefined],
    ['half a client', `${grant}&client_id=registration`, undefined],
    ['a bearer token', grant, 'Bearer a.b.c'],
    ['Basic without a colon', grant, `Basic ${Buffer.from('registration').toString('base64')}`],
    ['a malformed escape', grant, `Basic ${Buffer.from('registration:%E0%A4%A').toString('base64')}`],
    ['a prototype as client', `${grant}&client_id=__proto__&client_secret=${right}`, undefined],
  ])('are refused for %s with an OAuth error', async (_, payload, authorization) => {
    const { status, body, headers } = await ask(payload, authorization === undefined ? {} : { authorization });

    expect({ status, error: body.error }).toEqual({ status: 401, error: 'invalid_client' });
    expect(headers['www-authenticate']).toBe('Basic realm="sugang"');
    expect(JSON.stringify(body)).not.toContain(secret);
  });

  it.each([
    ['no grant type', 'client_id=registration', 'invalid_request'],
    ['a grant type twice', `${grant}&${grant}`, 'invalid_request'],
    ['two ways of authentication', `${grant}&client_secret=${right}`, 'invalid_request'],
    ['another client in the body', `${grant}&client_id=lecture`, 'invalid_request'],
    ['a password', 'grant_type=password&username=mina&password=x', 'unsupported_grant_type'],
    ['a scope', `${grant}&scope=everything`, 'invalid_scope'],
    ['an empty form', '', 'invalid_request'],
  ])('are refused for %s', async (_, payload, error) => {
    const answer = await ask(payload, { authorization: basic('registration', right) });

    expect(answer).toMatchObject({ status: 400, body: { error, error_description: expect.any(String) } });
  });

  it('come from the only endpoint that accepts form bodies', async () => {
    const answer = await ask('email=mina@sugang.dev&password=x', {}, '/api/v1/auth/login');

    expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
  });

  it('are not issued if no client is configured', async () => {
    const bare = await runningIdentity({ dataDir: `${dataDir}/bare` });
    const answer = await bare.service.fastify.inject({
      method: 'POST',
      url: '/oauth/token',
      payload: { grant_type: 'client_credentials', client_id: 'registration', client_secret: right },
    });
    await bare.close();

    expect(answer.statusCode).toBe(401);
  });
});
