import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { eventually, TestIssuer } from '#testing';
import { coreSettings } from '../settings/core-settings.js';
import { SystemClock } from '../time/clock.js';
import { Discovery, HttpSigningKeys } from './http-signing-keys.js';
import { tokenRulesOf } from './token-rules.js';
import { Tokens } from './tokens.js';

const DISCOVERY = '/.well-known/openid-configuration';
const CERTS = '/certs';
const mina = { sub: 'mina', role: 'student', name: 'Mina' };

let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await TestIssuer.start('ES256');
});
afterEach(() => issuer.stop());

const keysOf = (of = issuer.url, cooldownMs = 0) => new HttpSigningKeys(new Discovery(of), { cooldownMs });
const tokensBy = (keys: HttpSigningKeys) => {
  const settings = z.object(coreSettings).parse({ OIDC_ISSUER: issuer.url });
  return new Tokens(keys, tokenRulesOf(settings), new SystemClock());
};

describe('the signing keys of an external identity provider', () => {
  it('are found by discovery, with one request for concurrent tokens', async () => {
    const tokens = tokensBy(keysOf());
    const token = await issuer.tokenFor(mina);
    await Promise.all([tokens.verify(token), tokens.verify(token), tokens.verify(token)]);
    expect(issuer.asked).toEqual({ [DISCOVERY]: 1, [CERTS]: 1 });
  });

  it('are fetched again for a token with an unknown key of any type, without rejecting the token', async () => {
    const tokens = tokensBy(keysOf());
    const before = await issuer.tokenFor(mina);
    await tokens.verify(before);
    for (const alg of ['RS256', 'ES256', 'EdDSA']) {
      await issuer.rotate(alg);
      await expect(tokens.verify(await issuer.tokenFor(mina))).resolves.toMatchObject({ id: 'mina' });
      expect(tokens.cached(before)).toMatchObject({ id: 'mina' });
    }
    expect(issuer.asked).toEqual({ [DISCOVERY]: 1, [CERTS]: 4 });
  });

  it('are fetched at most once per cool-down by tokens with unknown keys', async () => {
    const keys = keysOf(issuer.url, 60_000);
    const tokens = tokensBy(keys);
    await tokens.verify(await issuer.tokenFor(mina));
    await issuer.rotate('ES256');
    const refused = expect.objectContaining({ status: 'rejected', reason: expect.objectContaining({ status: 401 }) });
    const forged = await Promise.all(Array.from({ length: 20 }, () => issuer.tokenFor(mina)));
    expect(await Promise.allSettled(forged.map((token) => tokens.verify(token)))).toEqual(forged.map(() => refused));
    expect(issuer.asked[CERTS]).toBe(1);
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['contains another issuer', () => ({ issuer: 'https://elsewhere.example.org' })],
    ['contains the issuer with an additional slash', () => ({ issuer: `${issuer.url}/` })],
    ['contains no jwks_uri', () => ({ jwks_uri: undefined })],
    ['contains a file URL', () => ({ jwks_uri: 'file:///etc/keys' })],
    ['is too large', () => ({ padding: 'x'.repeat(600_000) })],
  ])('are unavailable (503) while the discovery document %s, and available once it is corrected', async (_, bent) => {
    issuer.bent = bent();
    const tokens = tokensBy(keysOf());
    const token = await issuer.tokenFor(mina);
    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(issuer.asked[CERTS]).toBeUndefined();
    issuer.bent = {};
    await expect(tokens.verify(token)).resolves.toMatchObject({ id: 'mina' });
  });

  it('remain in use while the provider is down, and are discovered again afterwards', async () => {
    const keys = keysOf();
    const known = await keys.keys();
    issuer.isDown = true;
    expect(await keys.refresh()).toBe(known);
    issuer.isDown = false;
    await eventually(async () => expect(await keys.refresh()).not.toBe(known));
    expect(issuer.asked[DISCOVERY]).toBe(2);
  });
});
