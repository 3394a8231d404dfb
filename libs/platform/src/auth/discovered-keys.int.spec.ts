import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { eventually, TestIssuer } from '#testing';
import { coreSettings } from '../settings/core-settings.js';
import { SystemClock } from '../time/clock.js';
import { Discovery } from './discovery.js';
import { HttpSigningKeys } from './http-signing-keys.js';
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

const keysOf = (of = issuer.url, pauseMs = 0) => new HttpSigningKeys(new Discovery(of), { pauseMs });
const tokensBy = (keys: HttpSigningKeys) => {
  const settings = z.object(coreSettings).parse({ OIDC_ISSUER: issuer.url });
  return new Tokens(keys, tokenRulesOf(settings), new SystemClock());
};

describe('the keys of another identity provider', () => {
  it('are found by discovery, asked once for all who wait', async () => {
    const tokens = tokensBy(keysOf());
    const token = await issuer.tokenFor(mina);
    await Promise.all([tokens.verify(token), tokens.verify(token), tokens.verify(token)]);
    expect(issuer.asked).toEqual({ [DISCOVERY]: 1, [CERTS]: 1 });
  });

  it('are fetched anew when a token names one that is unknown, of whatever kind, without a failed request', async () => {
    const tokens = tokensBy(keysOf());
    const before = await issuer.tokenFor(mina);
    await tokens.verify(before);
    for (const alg of ['RS256', 'ES256', 'EdDSA']) {
      await issuer.rotate(alg);
      await expect(tokens.verify(await issuer.tokenFor(mina))).resolves.toMatchObject({ id: 'mina' });
      expect(tokens.remembered(before)).toMatchObject({ id: 'mina' });
    }
    expect(issuer.asked).toEqual({ [DISCOVERY]: 1, [CERTS]: 4 });
  });

  it('are asked for once by a crowd of tokens with unknown keys', async () => {
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
    ['names another issuer', () => ({ issuer: 'https://elsewhere.example.org' })],
    ['names itself with a slash more', () => ({ issuer: `${issuer.url}/` })],
    ['names no keys', () => ({ jwks_uri: undefined })],
    ['leads to a file', () => ({ jwks_uri: 'file:///etc/keys' })],
    ['has no end', () => ({ padding: 'x'.repeat(600_000) })],
  ])(
    'are none while discovery %s, so that no token can be judged, and there as soon as it is right',
    async (_, bent) => {
      issuer.bent = bent();
      const tokens = tokensBy(keysOf());
      const token = await issuer.tokenFor(mina);
      await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(issuer.asked[CERTS]).toBeUndefined();
      issuer.bent = {};
      await expect(tokens.verify(token)).resolves.toMatchObject({ id: 'mina' });
    },
  );

  it('are kept while the provider is out, and looked for anew afterwards', async () => {
    const keys = keysOf();
    const known = await keys.keys();
    issuer.isDown = true;
    expect(await keys.refresh()).toBe(known);
    issuer.isDown = false;
    await eventually(async () => expect(await keys.refresh()).not.toBe(known));
    expect(issuer.asked[DISCOVERY]).toBe(2);
  });
});
