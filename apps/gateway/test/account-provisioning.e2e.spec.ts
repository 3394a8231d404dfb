import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, TestIssuer } from '#testing';
import { RunningGateway } from './running-gateway.js';

describe('a gateway with an external identity provider', () => {
  let issuer: TestIssuer;
  let gateway: RunningGateway;
  beforeAll(async () => {
    issuer = await TestIssuer.start('ES256');
    const env = { OIDC_ISSUER: issuer.url, SUGANG_RATE_LIMIT: 'off' };
    gateway = await RunningGateway.start(env, { keysOfIdentity: true });
  });
  afterAll(async () => {
    await gateway.stop();
    await issuer.stop();
  });

  const ask = async (token: string) =>
    (await fetch(`${gateway.url}/api/v1/registrations`, { headers: { authorization: `Bearer ${token}` } })).status;
  const introduced = () =>
    gateway.behind.identity.asked.map(({ method, url, headers }) => [method, url, headers.authorization]);

  it('serves accounts while identity is down, and provisions them once it is back', async () => {
    const token = await issuer.tokenFor({ sub: 'mina', role: 'student', name: 'Mina' });
    await gateway.behind.identity.die();
    expect(await ask(token)).toBe(200);
    await gateway.behind.identity.comeBack();
    await eventually(async () => {
      expect(await ask(token)).toBe(200);
      expect(introduced()).toEqual([['GET', '/api/v1/auth/me', `Bearer ${token}`]]);
    });
    for (let time = 0; time < 10; time += 1) expect(await ask(token)).toBe(200);
    expect(introduced()).toHaveLength(1);
  });

  it('does not wait for identity', async () => {
    const { identity } = gateway.behind;
    const before = identity.asked.length;
    identity.answer = () => undefined;
    expect(await ask(await issuer.tokenFor({ sub: 'joon', role: 'student' }))).toBe(200);
    await eventually(() => expect(identity.asked).toHaveLength(before + 1));
  });

  it('serves public routes to unknown roles, and leaves other decisions to the services', async () => {
    const { registration } = gateway.behind;
    const before = registration.asked.length;
    expect(await ask(await issuer.tokenFor({ sub: 'unknown', role: 'dean' }))).toBe(200);
    expect(registration.asked).toHaveLength(before + 1);
  });

  it('rejects a token of identity', async () => {
    expect(await ask(await gateway.identity.tokenFor({ sub: 'mina', role: 'student', name: 'Mina' }))).toBe(401);
  });
});
