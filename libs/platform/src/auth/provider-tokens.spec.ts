import { createHmac, createPublicKey, createSign, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { z } from 'zod';
import { TestClock } from '#testing';
import { coreSettings } from '../settings/core-settings.js';
import { SigningKeys } from './signing-keys.js';
import { tokenRulesOf } from './token-rules.js';
import { Tokens } from './tokens.js';

const ISSUER = 'https://login.example.org/realms/campus';
const clock = new TestClock();
const now = (): number => Math.floor(clock.now().getTime() / 1000);

interface Pair {
  privateKey: CryptoKey;
  jwk: JWK;
}

class Published extends SigningKeys {
  constructor(private readonly published: JWK[]) {
    super();
  }

  async keys(): Promise<{ keys: JWK[] }> {
    return { keys: this.published };
  }
}

async function pair(alg: string, kid: string, jwk: JWK = { alg }): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', ...jwk } };
}

let rs: Pair;
let anyRsa: Pair;
let ec: Pair;
let ed: Pair;
let tokens: Tokens;

beforeAll(async () => {
  [rs, anyRsa, ec, ed] = await Promise.all([
    pair('RS256', 'rs'),
    pair('PS256', 'any-rsa', {}),
    pair('ES256', 'ec'),
    pair('EdDSA', 'ed'),
  ]);
  tokens = tokensFor([rs, anyRsa, ec, ed].map(({ jwk }) => jwk));
});

const tokensFor = (published: JWK[]): Tokens => {
  const settings = z.object(coreSettings).parse({ OIDC_ISSUER: ISSUER });
  return new Tokens(new Published(published), tokenRulesOf(settings), clock);
};

const claims = (): JWTPayload => ({
  ...{ sub: 'f:42:mina', role: 'student', name: 'Mina', email: 'Mina@Example.org', locale: 'en-US' },
  ...{ iss: ISSUER, aud: 'sugang', iat: now(), exp: now() + 300 },
});

const signed = (bent: JWTPayload = {}, header: object = {}, key: CryptoKey = rs.privateKey): Promise<string> =>
  new SignJWT({ ...claims(), ...bent })
    .setProtectedHeader({ alg: 'RS256', kid: 'rs', typ: 'JWT', ...header })
    .sign(key);

const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
const unsigned = (header: object): string => `${part(header)}.${part(claims())}`;
const pemOf = (jwk: JWK): string =>
  createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();

const refused = (token: string, by = tokens) =>
  expect(by.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });

describe('a token of an external identity provider', () => {
  it('identifies the account with its profile', async () => {
    expect(await tokens.verify(await signed())).toEqual({
      id: 'f:42:mina',
      role: 'student',
      name: 'Mina',
      tokenExpiresAt: new Date((now() + 300) * 1000),
      profile: { email: 'mina@example.org', locale: 'en', issuedAt: new Date(now() * 1000) },
    });
  });

  it.each<[string, () => Promise<string>]>([
    ['RS256', () => signed()],
    ['RS256, by a key for any RSA', async () => signed({}, { kid: 'any-rsa' }, await rsa256(anyRsa))],
    ['PS256', () => signed({}, { alg: 'PS256', kid: 'any-rsa' }, anyRsa.privateKey)],
    ['ES256', () => signed({}, { alg: 'ES256', kid: 'ec' }, ec.privateKey)],
    ['EdDSA', () => signed({}, { alg: 'EdDSA', kid: 'ed' }, ed.privateKey)],
    ['RS256 as an access token by its type', () => signed({}, { typ: 'at+jwt' })],
    ['RS256 without a type', () => signed({}, { typ: undefined })],
    ['RS256 for several audiences', () => signed({ aud: ['account', 'sugang'] })],
    ['RS256 by Keycloak', () => signed({ typ: 'Bearer' })],
    ['RS256, 29 seconds late', () => signed({ exp: now() - 29 })],
  ])('is accepted with %s', async (_, token) => {
    await expect(tokens.verify(await token())).resolves.toMatchObject({ id: 'f:42:mina' });
  });

  it.each<[string, () => JWTPayload]>([
    ['whose issuer has an additional slash', () => ({ iss: `${ISSUER}/` })],
    ['issued by identity', () => ({ iss: 'http://localhost:8080' })],
    ['for another audience', () => ({ aud: ['account', 'sugang-admin'] })],
    ['without an audience', () => ({ aud: undefined })],
    ['that has expired', () => ({ exp: now() - 31 })],
    ['without an expiry', () => ({ exp: undefined })],
    ['with an expiry out of range', () => ({ exp: 1e17 })],
    ['without a subject', () => ({ sub: undefined })],
    ['with a subject that is too long', () => ({ sub: 'x'.repeat(129) })],
    ['with a control character in its subject', () => ({ sub: 'a\u0000b' })],
    ['that is an ID token of Keycloak', () => ({ typ: 'ID' })],
    ['that is a refresh token of Keycloak', () => ({ typ: 'Refresh' })],
    ['with at_hash, which is an ID token', () => ({ at_hash: 'x' })],
  ])('%s is rejected', async (_, bent) => {
    await refused(await signed(bent()));
  });

  it.each<unknown>(['logout+jwt', 'dpop+jwt', 'id_token+jwt', 7])(
    'with the header type %s is rejected',
    async (typ) => {
      await refused(await signed({}, { typ }));
    },
  );
});

describe('the verification of a signature', () => {
  it.each(['HS256', 'HS384', 'HS512'])('rejects %s with the public key as the shared secret', async (alg) => {
    const hash = alg.replace('HS', 'sha');
    for (const secret of [pemOf(rs.jwk), rs.jwk.n!, JSON.stringify(rs.jwk)]) {
      const body = unsigned({ alg, kid: 'rs' });
      await refused(`${body}.${createHmac(hash, secret).update(body).digest('base64url')}`);
    }
  });

  it('rejects a token signed with a shared secret of the key set', async () => {
    const body = unsigned({ alg: 'HS256', kid: 'oct' });
    const withSecret = tokensFor([{ kty: 'oct', k: part({ any: 'secret' }), kid: 'oct', alg: 'HS256' }, rs.jwk]);
    await refused(
      `${body}.${createHmac('sha256', JSON.stringify({ any: 'secret' }))
        .update(body)
        .digest('base64url')}`,
      withSecret,
    );
  });

  it('rejects an unsigned token', async () => {
    for (const alg of ['none', 'None']) await refused(`${unsigned({ alg, kid: 'rs' })}.`);
  });

  it.each<[string, () => Promise<string>]>([
    ['an EC key for RS256', () => signed({}, { kid: 'ec' })],
    ['an RSA key for ES256', () => signed({}, { alg: 'ES256', kid: 'rs' }, ec.privateKey)],
    ['an RSA key for EdDSA', () => signed({}, { alg: 'EdDSA', kid: 'rs' }, ed.privateKey)],
    ['an RS256 key for PS256', async () => signed({}, { alg: 'PS256', kid: 'rs' }, await rsaPss(rs))],
    [
      'a key other than the signing one',
      () => signed({}, {}, anyRsa.privateKey).catch(async () => signed({}, {}, await rsa256(anyRsa))),
    ],
    ['no key', () => signed({}, { kid: undefined })],
    ['a key embedded in the token', () => signed({}, { kid: 'mine', jwk: rs.jwk })],
  ])('rejects a token that names %s', async (_, token) => {
    await refused(await token());
  });

  it.each<[string, (jwk: JWK) => JWK]>([
    ['for encryption', (jwk) => ({ ...jwk, use: 'enc' })],
    ['for another algorithm', (jwk) => ({ ...jwk, alg: 'RS512' })],
    ['without a kid', (jwk) => ({ ...jwk, kid: undefined })],
    ['without its modulus', (jwk) => ({ ...jwk, n: undefined })],
    ['whose modulus is not a string', (jwk) => ({ ...jwk, n: (2 ** 50) as unknown as string })],
  ])('ignores a key %s', async (_, bent) => {
    const token = await signed();
    await refused(token, tokensFor([bent(rs.jwk), ec.jwk]));
    await expect(tokensFor([rs.jwk, ec.jwk]).verify(token)).resolves.toBeDefined();
  });

  it('ignores an RSA key with 1024 bits', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const jwk = { ...(weak.publicKey.export({ format: 'jwk' }) as JWK), kid: 'weak', alg: 'RS256' };
    const body = unsigned({ alg: 'RS256', kid: 'weak' });
    const signature = createSign('sha256').update(body).sign(weak.privateKey).toString('base64url');
    await refused(`${body}.${signature}`, tokensFor([jwk, rs.jwk]));
  });

  it('uses only the public members of a key, and ignores an invalid key beside it', async () => {
    const open = { ...rs.jwk, d: 'secret', key_ops: ['sign'] };
    const beside = { ...ec.jwk, y: ec.jwk.x!, kid: 'beside' };
    await expect(tokensFor([beside, open]).verify(await signed())).resolves.toBeDefined();
  });
});

describe('identity’s tokens', () => {
  it('must be signed with EdDSA, whatever keys are published', async () => {
    const settings = z.object(coreSettings).parse({ SUGANG_ISSUER: ISSUER });
    const own = new Tokens(new Published([rs.jwk, ec.jwk, ed.jwk]), tokenRulesOf(settings), clock);
    await refused(await signed(), own);
    await refused(await signed({}, { alg: 'ES256', kid: 'ec' }, ec.privateKey), own);
    await expect(own.verify(await signed({}, { alg: 'EdDSA', kid: 'ed' }, ed.privateKey))).resolves.toBeDefined();
  });
});

/** The same RSA key, for another algorithm. */
async function asKeyFor(alg: string, { privateKey }: Pair): Promise<CryptoKey> {
  const { importJWK } = await import('jose');
  const { alg: _alg, ...jwk } = await exportJWK(privateKey);
  return (await importJWK(jwk, alg)) as CryptoKey;
}
const rsa256 = (of: Pair): Promise<CryptoKey> => asKeyFor('RS256', of);
const rsaPss = (of: Pair): Promise<CryptoKey> => asKeyFor('PS256', of);
