import { describe, expect, it } from '@jest/globals';
import { Log } from '../log/log.js';
import { Shutdown, shutdownPhases } from './shutdown.js';

const shutdown = (deadlineMs?: number) => new Shutdown(Log.silent(), deadlineMs);

describe('shutting down', () => {
  it('brings the parts of a phase to rest, and only those', async () => {
    const parts = shutdown();
    const rested: string[] = [];
    for (const phase of shutdownPhases) parts.add(phase, { drain: async () => void rested.push(phase) });
    await parts.run('consume');
    await parts.run('store');
    expect(rested).toEqual(['consume', 'store']);
  });

  it('goes on when a part fails or never comes to rest', async () => {
    const parts = shutdown(20);
    parts.add('work', { drain: () => Promise.reject(new Error('stuck')) });
    parts.add('work', { drain: () => new Promise(() => undefined) });
    await expect(parts.run('work')).resolves.toBeUndefined();
  });

  it('drains a part once', async () => {
    const parts = shutdown();
    let drained = 0;
    parts.add('relay', { drain: async () => void (drained += 1) });
    await parts.run('relay');
    await parts.run('relay');
    expect(drained).toBe(1);
  });

  it('tells everybody when it begins', () => {
    const parts = shutdown();
    let told = false;
    parts.signal.addEventListener('abort', () => (told = true));
    expect(parts.hasBegun).toBe(false);
    parts.begin();
    expect([parts.hasBegun, told]).toEqual([true, true]);
  });
});
