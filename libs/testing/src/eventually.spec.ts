import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

describe('eventually', () => {
  it('resolves as soon as the assertion succeeds', async () => {
    let tries = 0;
    const answer = await eventually(() => {
      tries += 1;
      expect(tries).toBe(3);
      return 'seen';
    });
    expect([answer, tries]).toEqual(['seen', 3]);
  });

  it('fails with the last error if the assertion never succeeds', async () => {
    const never = eventually(() => Promise.reject(new Error('still not there')), { within: 30 });
    await expect(never).rejects.toThrow('still not there');
  });
});
