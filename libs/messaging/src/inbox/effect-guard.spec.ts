import { describe, expect, it } from '@jest/globals';
import { sequenceGuard, storeResponds } from './effect-guard.js';

describe('storeResponds', () => {
  it('pauses once before it returns on shutdown, so that a draining consumer does not spin', async () => {
    let pings = 0;
    const ping = async () => {
      pings += 1;
      throw new Error('the store is down');
    };
    const started = performance.now();
    await storeResponds(sequenceGuard({ isFault: () => true, ping }), AbortSignal.abort());
    expect(performance.now() - started).toBeGreaterThan(400);
    expect(pings).toBe(1);
  });
});
