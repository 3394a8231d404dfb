import { describe, expect, it } from '@jest/globals';
import { Mutex, SqliteWaitTooLong } from './mutex.js';

describe('a mutex', () => {
  it('lets one in at a time, in order of asking', async () => {
    const mutex = new Mutex(1_000);
    const log: string[] = [];
    const visit = async (name: string) => {
      const leave = await mutex.acquire();
      log.push(`${name} in`);
      await Promise.resolve();
      log.push(`${name} out`);
      leave();
    };
    await Promise.all(['Mina', 'Joon'].map(visit));
    expect(log).toEqual(['Mina in', 'Mina out', 'Joon in', 'Joon out']);
  });

  it('lets timers and connections have their turn between two holders', async () => {
    const mutex = new Mutex(1_000);
    let holders = 0;
    const holdersBefore = new Promise<number>((resolve) => setTimeout(() => resolve(holders), 1));
    const visit = async () => {
      const leave = await mutex.acquire();
      holders += 1;
      const until = performance.now() + 2;
      while (performance.now() < until);
      leave();
    };
    await Promise.all(Array.from({ length: 20 }, visit));
    expect(holders).toBe(20);
    expect(await holdersBefore).toBeLessThan(20);
  });

  it('tells who waits too long the likely cause, and goes on without them', async () => {
    const mutex = new Mutex(5);
    const leave = await mutex.acquire();
    await expect(mutex.acquire()).rejects.toThrow(SqliteWaitTooLong);
    await expect(mutex.acquire()).rejects.toThrow(/lost context/);
    const next = mutex.acquire();
    leave();
    await expect(next).resolves.toBeInstanceOf(Function);
  });
});
