import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
} from 'jose';
import { minutes, seconds, TestClock } from '#testing';
import { z } from 'zod';
import { coreSettings } from '../settings/core-settings.js';
import { SigningKeys } from './signing-keys.js';
import { tokenRulesOf } from './token-rules.js';
import { Tokens } from './tokens.js';

const ISSUER = 'http://localhost:8080';
const settings = z.object(coreSettings).parse({ SUGANG_ISSUER: ISSUER });
const clock = new TestClock();
const now = (): number => Math.floor(clock.now().getTime() / 1000);

class PublishedKeys extends SigningKeys {
  asked = 0;

  constructor(
    public now: JSONWebKeySet,
    public afterRefresh: JSONWebKeySet = now,
  ) {
    super();
  }

  async keys(): Promise<JSONWebKeySet> {
    this.asked += 1;
    return this.now;
  }

  override async refresh(): Promise<JSONWebKeySet> {
    this.now = this.afterRefresh;
    return this.now;
  }
}

interface Pair {
  privateKey: CryptoKey;
  jwk: JWK;
}

let ours: Pair;
let theirs: Pair;
let keys: PublishedKeys;
let tokens: Tokens;

async function pair(kid: string): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' } };
}

const claims = (): JWTPayload => ({
  sub: 'mina',
  role: 'student',
  name: 'Mina',
  iss: ISSUER,
  aud: 'sugang',
  iat: now(),
  exp: now() + 900,
});

const signed = (bent: JWTPayload = {}, header: object = {}, key: CryptoKey = ours.privateKey): Promise<string> =>
  new SignJWT({ ...claims(), ...bent }).setProtectedHeader({ alg: 'EdDSA', kid: 'ours', ...header }).sign(key);

const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');

beforeAll(async () => {
  ours = await pair('ours');
  theirs = await pair('theirs');
});

beforeEach(() => {
  keys = new PublishedKeys({ keys: [ours.jwk] });
  tokens = new Tokens(keys, tokenRulesOf(settings), clock);
});

const refused = (token: string) =>
  expect(tokens.verify(token)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    headers: { 'www-authenticate': 'Bearer realm="sugang", error="invalid_token"' },
  });

describe('a bearer token', () => {
  it('identifies the account', async () => {
    expect(await tokens.verify(await signed())).toMatchObject({ id: 'mina', role: 'student', name: 'Mina' });
  });

  it.each<[string, JWTPayload]>([
    ['of another issuer', { iss: 'http://elsewhere' }],
    ['for another audience', { aud: 'elsewhere' }],
    ['without an audience', { aud: undefined }],
    ['that expired a minute ago', { exp: now() - 60 }],
    ['without an expiry', { exp: undefined }],
    ['that is not valid yet', { nbf: now() + 120 }],
    ['without a subject', { sub: undefined }],
    ['with a subject that is too long', { sub: 'x'.repeat(129) }],
    ['of an unknown role', { role: 'dean' }],
    ['without a role', { role: undefined }],
  ])('%s is rejected', async (_, bent) => {
    await refused(await signed(bent));
  });

  it('is accepted up to 30 seconds after its expiry', async () => {
    await expect(tokens.verify(await signed({ exp: now() - 29 }))).resolves.toMatchObject({ id: 'mina' });
    await refused(await signed({ exp: now() - 31 }));
  });

  it('signed with another key is rejected, whatever kid it names', async () => {
    await refused(await signed({}, {}, theirs.privateKey));
    await refused(await signed({}, { kid: 'theirs' }, theirs.privateKey));
    await refused(await signed({}, { kid: undefined }));
    await refused(await signed({}, { kid: '../../dev/null' }, theirs.privateKey));
    await refused(await signed({}, { kid: '__proto__' }, theirs.privateKey));
    await refused(await signed({}, { kid: undefined, jwk: theirs.jwk }, theirs.privateKey));
  });

  it('with algorithm none is rejected', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      await refused(`${part({ alg, kid: 'ours' })}.${part(claims())}.`);
    }
  });

  it('signed with the public key as a shared secret is rejected', async () => {
    const body = `${part({ alg: 'HS256', kid: 'ours' })}.${part(claims())}`;
    await refused(`${body}.${createHmac('sha256', ours.jwk.x!).update(body).digest('base64url')}`);
  });

  it('signed with another algorithm is rejected', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    await refused(await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid: 'ours' }).sign(privateKey));
  });

  it('that was altered is rejected', async () => {
    const [header, , signature] = (await signed()).split('.');
    await refused(`${header}.${part({ ...claims(), role: 'admin' })}.${signature}`);
  });

  it.each(['a.b.c', 'nonsense', '..', `${'x'.repeat(9_000)}.y.z`])('rejects a malformed token (%#)', async (token) => {
    await refused(token);
  });
});

describe('a verified token', () => {
  it('is cached until it expires', async () => {
    const token = await signed();
    await tokens.verify(token);
    expect(tokens.cached(token)).toMatchObject({ id: 'mina' });
    clock.step(minutes(15) + seconds(31));
    expect(tokens.cached(token)).toBeUndefined();
    await refused(token);
  });

  it('is no longer cached once its key has been withdrawn', async () => {
    const token = await signed();
    await tokens.verify(token);
    keys.now = keys.afterRefresh = { keys: [theirs.jwk] };
    await tokens.verify(await signed({}, { kid: 'theirs' }, theirs.privateKey));
    expect(tokens.cached(token)).toBeUndefined();
    await refused(token);
  });

  it('is not cached if it was rejected', async () => {
    const token = await signed({ aud: 'elsewhere' });
    await refused(token);
    expect(tokens.cached(token)).toBeUndefined();
  });
});

describe('the signing keys', () => {
  it('are refreshed when a token names an unknown key', async () => {
    keys.afterRefresh = { keys: [ours.jwk, theirs.jwk] };
    const token = await signed({}, { kid: 'theirs' }, theirs.privateKey);
    await expect(tokens.verify(token)).resolves.toMatchObject({ id: 'mina' });
  });

  it('being unavailable, every token gets 503', async () => {
    keys.now = keys.afterRefresh = { keys: [] };
    await expect(tokens.verify(await signed())).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      headers: { 'retry-after': '1' },
    });
  });

  it.each<[string, (jwk: JWK) => JWK]>([
    ['for encryption', (jwk) => ({ ...jwk, use: 'enc' })],
    ['of another curve', (jwk) => ({ ...jwk, crv: 'X25519' })],
    ['of another type', () => ({ kty: 'oct', k: 'c2VjcmV0', kid: 'ours' })],
    ['without a kid', (jwk) => ({ ...jwk, kid: undefined })],
    ['with a truncated coordinate', (jwk) => ({ ...jwk, x: 'AAAA' })],
  ])('%s are ignored', async (_, bent) => {
    keys.now = keys.afterRefresh = { keys: [bent(ours.jwk), theirs.jwk] };
    await refused(await signed());
  });
});
