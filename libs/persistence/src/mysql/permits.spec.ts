import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../errors.js';
import { Permits } from './permits.js';

describe('permits for transactions', () => {
  it('are given to as many as there are, and to the next when one comes back', async () => {
    const permits = new Permits(1, 1_000);
    const giveBack = await permits.acquire();
    let second = false;
    const waiting = permits.acquire().then((back) => {
      second = true;
      return back;
    });
    await Promise.resolve();
    expect(second).toBe(false);
    giveBack();
    (await waiting)();
    await expect(permits.acquire()).resolves.toBeInstanceOf(Function);
  });

  it('are not waited for without end, and none is lost by who gave up', async () => {
    const permits = new Permits(1, 5);
    const giveBack = await permits.acquire();
    await expect(permits.acquire()).rejects.toThrow(StoreUnavailable);
    giveBack();
    await expect(permits.acquire()).resolves.toBeInstanceOf(Function);
  });
});
