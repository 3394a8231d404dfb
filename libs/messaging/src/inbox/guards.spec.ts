import { describe, expect, it } from '@jest/globals';
import { sequenceGuard, untilItAnswers } from './guards.js';

describe('waiting for a store', () => {
  it('takes a pause also when the service ends, so that a consumer that still drains does not spin', async () => {
    let asked = 0;
    const ping = async () => {
      asked += 1;
      throw new Error('out for good');
    };
    const began = performance.now();
    await untilItAnswers(sequenceGuard({ isFault: () => true, ping }), AbortSignal.abort());
    expect(performance.now() - began).toBeGreaterThan(400);
    expect(asked).toBe(1);
  });
});
