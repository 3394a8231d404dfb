import { describe, expect, it } from '@jest/globals';
import { SqliteConnectionTimeout } from '../errors.js';
import { SerialAccess } from './serial-query-runner.js';

describe('access to the one SQLite connection', () => {
  it('lets timers run and connections be accepted between two holders', async () => {
    const access = new SerialAccess(1_000);
    let holders = 0;
    const holdersBefore = new Promise<number>((resolve) => setTimeout(() => resolve(holders), 1));
    const visit = async () => {
      const release = await access.acquire();
      holders += 1;
      const until = performance.now() + 2;
      while (performance.now() < until);
      release();
    };
    await Promise.all(Array.from({ length: 20 }, visit));
    expect(holders).toBe(20);
    expect(await holdersBefore).toBeLessThan(20);
  });

  it('names the likely cause to a query that waited too long, and continues with the next one', async () => {
    const access = new SerialAccess(5);
    const release = await access.acquire();
    await expect(access.acquire()).rejects.toThrow(SqliteConnectionTimeout);
    await expect(access.acquire()).rejects.toThrow(/lost context/);
    const next = access.acquire();
    release();
    await expect(next).resolves.toBeInstanceOf(Function);
  });
});
