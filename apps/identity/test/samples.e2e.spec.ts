import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { differencesFromSamples, tempDir } from '#testing';
import { publishAllEvents } from './publish-all-events.js';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

describe('the events of identity', () => {
  const dataDir = tempDir('identity-samples');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
  });
  afterAll(() => identity.close());

  it('equal their samples', async () => {
    const published = await publishAllEvents(identity);
    expect(differencesFromSamples(['account.signed-up', 'account.changed'], published)).toEqual([]);
  });
});
