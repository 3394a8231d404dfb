import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { differencesFromSamples, tempDir } from '#testing';
import { everythingTold } from './everything-it-tells.js';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

describe('the events of identity', () => {
  const dataDir = tempDir('identity-samples');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
  });
  afterAll(() => identity.close());

  it('are what its samples say', async () => {
    const told = await everythingTold(identity);
    expect(differencesFromSamples(['account.signed-up', 'account.changed'], told)).toEqual([]);
  });
});
