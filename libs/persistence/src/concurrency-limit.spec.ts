import { describe, expect, it } from '@jest/globals';
import { ConcurrencyLimit } from './concurrency-limit.js';

const limit = (permits: number, timeoutMs: number) =>
  new ConcurrencyLimit(permits, timeoutMs, (ms) => new Error(`no permit within ${ms} ms`));

describe('a concurrency limit', () => {
  it('grants its permits in the order of the requests, one at a time where there is one', async () => {
    const single = limit(1, 1_000);
    const log: string[] = [];
    const visit = async (name: string) => {
      const release = await single.acquire();
      log.push(`${name} in`);
      await Promise.resolve();
      log.push(`${name} out`);
      release();
    };
    await Promise.all(['Mina', 'Joon'].map(visit));
    expect(log).toEqual(['Mina in', 'Mina out', 'Joon in', 'Joon out']);
  });

  it('grants the next request a permit only after one is released', async () => {
    const single = limit(1, 1_000);
    const release = await single.acquire();
    let second = false;
    const waiting = single.acquire().then((next) => {
      second = true;
      return next;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(second).toBe(false);
    release();
    (await waiting)();
    await expect(single.acquire()).resolves.toBeInstanceOf(Function);
  });

  it('rejects a request that waited too long with the given error, and loses no permit by it', async () => {
    const single = limit(1, 5);
    const release = await single.acquire();
    await expect(single.acquire()).rejects.toThrow('no permit within 5 ms');
    await expect(single.acquire()).rejects.toThrow('no permit within 5 ms');
    const next = single.acquire();
    release();
    await expect(next).resolves.toBeInstanceOf(Function);
  });
});
