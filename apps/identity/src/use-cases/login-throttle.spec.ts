import { describe, expect, it } from '@jest/globals';
import { KeyedMutex } from './login-throttle.js';

describe('KeyedMutex', () => {
  it('runs work of one key one after the other, even after a failure', async () => {
    const mutex = new KeyedMutex();
    const log: string[] = [];
    const work = (name: string, fails: boolean) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    };

    const outcomes = await Promise.allSettled([
      mutex.runExclusive('mina', work('first', true)),
      mutex.runExclusive('mina', work('second', false)),
    ]);

    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'fulfilled']);
  });

  it('runs work of different keys concurrently', async () => {
    const mutex = new KeyedMutex();
    let release = (): void => undefined;
    const held = mutex.runExclusive('mina', () => new Promise<void>((resolve) => (release = resolve)));

    await expect(mutex.runExclusive('joon', async () => 'done')).resolves.toBe('done');

    release();
    await held;
  });
});
