import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';
import { json } from './stand-in.js';

/** A signing key of identity, and a token signed with it. */
async function keyNamed(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' };
  const token = await new SignJWT({ role: 'student', name: 'Mina' })
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setSubject('mina')
    .setIssuer('http://localhost:8080')
    .setAudience('sugang')
    .setExpirationTime('5m')
    .sign(privateKey);
  return { jwk, token };
}

let gateway: RunningGateway;
let published: JWK[];
let fetches: number;
beforeEach(async () => {
  [published, fetches] = [[], 0];
  gateway = await RunningGateway.start({}, { keysOfIdentity: true });
  gateway.behind.identity.answer = (_request, response) => {
    fetches += 1;
    json(response, 200, { keys: published });
  };
});
afterEach(() => gateway.stop());

const ask = async (token: string) =>
  (await fetch(`${gateway.url}/api/v1/payments`, { headers: { authorization: `Bearer ${token}` } })).status;
const seconds = (many: number) => new Promise((wake) => setTimeout(wake, many * 1_000));

describe('the signing keys that the gateway verifies tokens with', () => {
  it('are fetched from identity once, and kept while it is down', async () => {
    const { jwk, token } = await keyNamed('one');
    published = [jwk];
    expect(await ask(token)).toBe(200);
    await gateway.behind.identity.die();
    for (let i = 0; i < 5; i += 1) expect(await ask(token)).toBe(200);
    expect(await ask(`${token.slice(0, -4)}AAAA`)).toBe(401);
    expect(fetches).toBe(1);
  });

  it('are rotated without a failed request', async () => {
    const [old, next] = [await keyNamed('old'), await keyNamed('next')];
    published = [old.jwk];
    expect(await ask(old.token)).toBe(200);
    published = [old.jwk, next.jwk];
    // No token of a key is issued before the key is published, so a refetch is never needed here.
    await seconds(1.1);
    expect(await Promise.all([ask(next.token), ask(old.token), ask(next.token)])).toEqual([200, 200, 200]);
    published = [next.jwk];
    await seconds(1.1);
    await ask((await keyNamed('unknown')).token);
    await eventually(async () => expect(await ask(old.token)).toBe(401));
    expect(await ask(next.token)).toBe(200);
  });

  it('are not fetched again for every unknown key id', async () => {
    const { jwk, token } = await keyNamed('one');
    published = [jwk];
    await ask(token);
    const [began, before] = [performance.now(), fetches];
    const unknown = await Promise.all(Array.from({ length: 30 }, (_, i) => keyNamed(`made-up-${i}`)));
    for (const made of unknown) expect(await ask(made.token)).toBe(401);
    expect(fetches - before).toBeLessThanOrEqual(1 + (performance.now() - began) / 1_000);
    expect(gateway.behind.payment.asked).toHaveLength(1);
  });

  it('are missing when identity has been down since startup, so that the services verify the token', async () => {
    const { token } = await keyNamed('one');
    await gateway.behind.identity.die();
    expect(await ask(token)).toBe(200);
    expect(gateway.behind.payment.asked[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(await ask('nonsense')).toBe(401);
  });
});
