import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { minutes, tempDir } from '#testing';
import { PASSWORD, runningIdentity, type RunningIdentity } from './running-identity.js';

describe('sign-ups per network and hour', () => {
  const dataDir = tempDir('identity-sign-ups');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir, env: { SUGANG_SIGN_UPS_PER_HOUR: '3' } });
  });
  afterAll(() => identity.close());

  const signUpFrom = (from: string, name: string, password = PASSWORD) =>
    identity.call('POST', '/auth/sign-up', { body: { email: `${name}@sugang.dev`, password, name }, from });

  it('are limited, and the answer states when the next one is possible', async () => {
    expect(await signUpFrom('203.0.113.7', 'weak', 'short')).toMatchObject({ status: 422 });
    for (const name of ['one', 'two', 'three']) expect((await signUpFrom('203.0.113.7', name)).status).toBe(201);

    const fourth = await signUpFrom('203.0.113.7', 'four');
    expect(fourth).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' }, headers: { 'retry-after': '1200' } });
    expect(fourth.body.detail).toContain('Too many accounts');
    expect((await signUpFrom('203.0.113.8', 'four')).status).toBe(201);
    identity.clock.step(minutes(20));
    expect((await signUpFrom('203.0.113.7', 'five')).status).toBe(201);
  });

  it('count all networks of one IPv6 /48 together, even when the sign-ups are concurrent', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => signUpFrom(`2001:db8:1:${n.toString(16)}::1`, `six-${n}`)),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  });

  it('do not limit logins', async () => {
    expect((await identity.logIn('one@sugang.dev', undefined, '203.0.113.7')).status).toBe(200);
  });
});
