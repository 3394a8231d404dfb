import { describe, expect, it } from '@jest/globals';
import { Log } from '../log/log.js';
import { Shutdown, shutdownPhases, type ShutdownPhase } from './shutdown.js';

const shutdown = (budgetMs?: number) => new Shutdown(Log.silent(), budgetMs);
const stuck = { drain: () => new Promise<void>(() => undefined) };

/** How long the parts take, each of which is in the way of its phase for ever, in milliseconds. */
async function duration(partsOf: (phase: ShutdownPhase) => Shutdown): Promise<number> {
  const began = performance.now();
  for (const phase of shutdownPhases) {
    const parts = partsOf(phase);
    parts.add(phase, stuck);
    await parts.run(phase);
  }
  return performance.now() - began;
}

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

  it('keeps to one budget, even where every phase hangs', async () => {
    const parts = shutdown(700);
    expect(await duration(() => parts)).toBeLessThan(1_000);
  });

  it('would take a multiple of it with a time limit for each phase (the test can see it)', async () => {
    expect(await duration(() => shutdown(700))).toBeGreaterThan(1_500);
  });

  it('leaves a share to each phase after one that hangs, so that the stores are closed', async () => {
    const parts = shutdown(700);
    let closed = false;
    parts.add('consume', stuck);
    parts.add('store', {
      drain: async () => {
        await new Promise((wake) => setTimeout(wake, 10));
        closed = true;
      },
    });
    for (const phase of shutdownPhases) await parts.run(phase);
    expect(closed).toBe(true);
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
