import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';
import { runningIdentity } from './running-identity.js';

describe('the identity key', () => {
  const dataDir = tempDir('identity-key-rotation');
  const [old, current] = [1, 2].map(() => randomBytes(32).toString('base64')) as [string, string];

  const startedWith = async (env: Record<string, string>) => {
    const identity = await runningIdentity({ dataDir, env });
    const { statusCode } = await identity.service.fastify.inject('/health/ready');
    const login = await identity.logIn('mina@sugang.dev', 'sugang-demo');
    await identity.close();
    return { ready: statusCode, login: login.status };
  };

  it('is replaced in one restart with both keys; without the previous one the service is not ready', async () => {
    expect(await startedWith({ SUGANG_DEMO: 'true', SUGANG_IDENTITY_KEY: old })).toEqual({ ready: 200, login: 200 });

    expect((await startedWith({ SUGANG_IDENTITY_KEY: current })).ready).toBe(503);
    const both = { SUGANG_IDENTITY_KEY: current, SUGANG_IDENTITY_KEY_PREVIOUS: old };
    expect(await startedWith(both)).toEqual({ ready: 200, login: 200 });
    expect(await startedWith({ SUGANG_IDENTITY_KEY: current })).toEqual({ ready: 200, login: 200 });
  });
});
