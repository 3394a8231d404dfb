import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { createLocalJWKSet, decodeProtectedHeader, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { cast, days, hours, minutes, tempDir, TestIdentity } from '#testing';
import { KeyRing } from '../src/tokens/key-ring.js';
import { RotateSigningKeys } from '../src/use-cases/rotate-signing-keys.js';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

describe('access tokens', () => {
  const dataDir = tempDir('identity-tokens');
  let identity: RunningIdentity;
  let token: string;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
    await identity.signUp('mina', { name: 'Mina' });
  });
  beforeEach(async () => {
    token = (await identity.logIn('mina@sugang.dev')).body.accessToken;
  });
  afterAll(() => identity.close());

  const jwks = async () => (await identity.call('GET', '/.well-known/jwks.json')).body;
  const me = (bearer: string) => identity.call('GET', '/auth/me', { token: bearer });
  const rotate = () => identity.service.app.get(CommandBus, { strict: false }).execute(new RotateSigningKeys());
  const seen = () => identity.service.app.get(KeyRing, { strict: false }).reload();
  const kids = async () => (await jwks()).keys.map((key: { kid: string }) => key.kid);

  it('can be verified with the public keys and identify the account', async () => {
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(await jwks()), {
      issuer: 'http://localhost:8080',
      audience: 'sugang',
    });

    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: (await kids())[0] });
    expect(payload).toEqual({
      iss: 'http://localhost:8080',
      aud: 'sugang',
      sub: expect.any(String),
      role: 'student',
      name: 'Mina',
      sid: expect.any(String),
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: payload.iat! + 900,
    });
  });

  it('can be discovered from the configuration of the issuer', async () => {
    const { body, headers } = await identity.call('GET', '/.well-known/openid-configuration');

    expect(headers['cache-control']).toBe('public, max-age=300');
    expect(body).toMatchObject({
      issuer: 'http://localhost:8080',
      jwks_uri: 'http://localhost:8080/.well-known/jwks.json',
      id_token_signing_alg_values_supported: ['EdDSA'],
    });
  });

  it('are rejected if another key signed them', async () => {
    const stranger = await TestIdentity.create();
    const [kid] = await kids();
    const { privateKey } = await generateKeyPair('EdDSA');
    const sign = (header: object) =>
      new SignJWT({ role: 'admin', name: 'Mina' })
        .setProtectedHeader({ alg: 'EdDSA', ...header })
        .setSubject('x')
        .setIssuer('http://localhost:8080')
        .setAudience('sugang')
        .setExpirationTime('15m')
        .sign(privateKey);
    const { publicKey } = await generateKeyPair('EdDSA');
    const forged = [
      await stranger.tokenFor(cast.admin),
      await sign({ kid }),
      await sign({}),
      await sign({ kid, jwk: await exportJWK(publicKey) }),
    ];

    for (const each of forged) {
      const answer = await me(each);
      expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('are rejected without a signature and after a change of signature or claims', async () => {
    const [head, claims, signature] = token.split('.') as [string, string, string];
    const bent = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const asAdmin = encode({ ...bent, role: 'admin' });
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;

    const forged = [
      `${encode({ alg: 'none' })}.${claims}.`,
      `${encode({ alg: 'none', kid: decodeProtectedHeader(token).kid })}.${asAdmin}.${signature}`,
      `${encode({ alg: 'HS256', kid: decodeProtectedHeader(token).kid })}.${claims}.${signature}`,
      `${head}.${asAdmin}.${signature}`,
      `${head}.${claims}.${flipped}`,
      `${head}.${claims}`,
      'nonsense',
    ];

    for (const each of forged) expect(await me(each)).toMatchObject({ status: 401 });
    expect(await me(token)).toMatchObject({ status: 200 });
  });

  it('are required', async () => {
    const answer = await identity.call('GET', '/auth/me');

    expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="sugang"');
  });

  it('stay valid through a key rotation without a rejected request', async () => {
    const [first] = await kids();
    const answers: number[] = [];
    const callWithAll = async (...tokens: string[]) => {
      for (const each of tokens) answers.push((await me(each)).status);
    };
    const fresh = async () => (await identity.logIn('mina@sugang.dev')).body.accessToken as string;

    identity.clock.step(days(30) - hours(1));
    await rotate();
    await seen();
    const [, second] = await kids();
    expect(await kids()).toEqual([first, expect.any(String)]);
    const early = await fresh();
    expect(decodeProtectedHeader(early).kid).toBe(first);
    await callWithAll(token, early);

    identity.clock.step(hours(1));
    const late = await fresh();
    expect(decodeProtectedHeader(late).kid).toBe(second);
    await callWithAll(token, early, late);

    identity.clock.step(minutes(16));
    await rotate();
    await callWithAll(late);
    expect(await kids()).toEqual([first, second]);

    identity.clock.step(minutes(1));
    await rotate();
    await callWithAll(late);
    expect(await kids()).toEqual([second]);
    await callWithAll(await fresh());
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await me(early)).toMatchObject({ status: 401 });
  });

  it('stay valid after a restart', async () => {
    await identity.close();
    identity = await runningIdentity({ dataDir, clock: identity.clock });

    expect(await me(token)).toMatchObject({ status: 200 });
  });
});
