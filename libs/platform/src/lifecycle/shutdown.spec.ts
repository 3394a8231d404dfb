import { describe, expect, it } from '@jest/globals';
import { Log } from '../log/log.js';
import { Shutdown, shutdownPhases, type ShutdownPhase } from './shutdown.js';

const shutdown = (budgetMs?: number) => new Shutdown(Log.silent(), budgetMs);
const stuck = { drain: () => new Promise<void>(() => undefined) };

/** Milliseconds that a shutdown takes if a part of every phase hangs. */
async function duration(partsOf: (phase: ShutdownPhase) => Shutdown): Promise<number> {
  const began = performance.now();
  for (const phase of shutdownPhases) {
    const parts = partsOf(phase);
    parts.add(phase, stuck);
    await parts.run(phase);
  }
  return performance.now() - began;
}

describe('Shutdown', () => {
  it('drains the parts of a phase and no others', async () => {
    const parts = shutdown();
    const drained: string[] = [];
    for (const phase of shutdownPhases) parts.add(phase, { drain: async () => void drained.push(phase) });
    await parts.run('consume');
    await parts.run('store');
    expect(drained).toEqual(['consume', 'store']);
  });

  it('continues when a part fails or hangs', async () => {
    const parts = shutdown(20);
    parts.add('work', { drain: () => Promise.reject(new Error('stuck')) });
    parts.add('work', { drain: () => new Promise(() => undefined) });
    await expect(parts.run('work')).resolves.toBeUndefined();
  });

  it('stays within one time budget even if every phase hangs', async () => {
    const parts = shutdown(700);
    expect(await duration(() => parts)).toBeLessThan(1_000);
  });

  it('detects a shutdown that uses a separate timeout for each phase', async () => {
    expect(await duration(() => shutdown(700))).toBeGreaterThan(1_500);
  });

  it('leaves time for the phases after one that hangs, so that the stores are closed', async () => {
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

  it('drains a part only once', async () => {
    const parts = shutdown();
    let drained = 0;
    parts.add('relay', { drain: async () => void (drained += 1) });
    await parts.run('relay');
    await parts.run('relay');
    expect(drained).toBe(1);
  });

  it('aborts its signal when it begins', () => {
    const parts = shutdown();
    let aborted = false;
    parts.signal.addEventListener('abort', () => (aborted = true));
    expect(parts.hasBegun).toBe(false);
    parts.begin();
    expect([parts.hasBegun, aborted]).toEqual([true, true]);
  });
});
