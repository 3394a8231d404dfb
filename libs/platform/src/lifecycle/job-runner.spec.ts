import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { ambientContext } from '../context/context.js';
import { Log } from '../log/log.js';
import { Metrics } from '../metrics/metrics.js';
import { JobRunner } from './job-runner.js';
import { Shutdown } from './shutdown.js';

const HOUR = 3_600_000;
const metrics = new Metrics('test');
const shutdown = new Shutdown(Log.silent());
const runner = new JobRunner(Log.silent(), metrics, shutdown);
afterEach(() => shutdown.run('work'));

/** A job whose rounds end when the test says so. */
function gated() {
  const ends: (() => void)[] = [];
  let overlapping = 0;
  const job = async () => {
    overlapping += 1;
    await new Promise<void>((resolve) => ends.push(resolve));
    overlapping -= 1;
  };
  return { job, ends, rounds: () => ends.length, overlapping: () => overlapping };
}

describe('recurring work', () => {
  it('runs at once and then again and again', async () => {
    let rounds = 0;
    runner.every(1, 'sweep', async () => void (rounds += 1));
    await eventually(() => expect(rounds).toBeGreaterThan(3));
  });

  it('runs when it is woken, but never beside itself', async () => {
    const { job, ends, rounds, overlapping } = gated();
    const run = runner.every(HOUR, 'sweep', job);
    await eventually(() => expect(rounds()).toBe(1));
    run.wake();
    run.wake();
    expect([rounds(), overlapping()]).toEqual([1, 1]);
    ends[0]!();
    await eventually(() => expect(rounds()).toBe(2));
    expect(overlapping()).toBe(1);
    ends[1]!();
    await run.settled();
    expect(rounds()).toBe(2);
  });

  it('goes on at once when a round left some over', async () => {
    let left = 5;
    const run = runner.every(HOUR, 'sweep', async () => {
      left -= 1;
      return left > 0 ? 'again' : undefined;
    });
    await run.settled();
    expect(left).toBe(0);
  });

  it('survives a failing round, counts it, and tries again', async () => {
    let rounds = 0;
    runner.every(1, 'failing-sweep', async () => {
      rounds += 1;
      if (rounds === 1) throw new Error('store away');
    });
    await eventually(() => expect(rounds).toBeGreaterThan(1));
    expect(await metrics.text()).toContain('sugang_recurring_failures_total{task="failing-sweep",service="test"} 1');
  });

  it('gives each round a context of its own', async () => {
    const seen = new Set<string | undefined>();
    runner.every(1, 'sweep', async () => void seen.add(ambientContext()?.correlationId));
    await eventually(() => expect(seen.size).toBeGreaterThan(1));
    expect(seen.has(undefined)).toBe(false);
  });

  it('stops at shutdown, after the round under way', async () => {
    const { job, ends, rounds } = gated();
    const run = runner.every(1, 'sweep', job);
    await eventually(() => expect(rounds()).toBe(1));
    let rested = false;
    const stopped = shutdown.run('work').then(() => (rested = true));
    expect(rested).toBe(false);
    ends[0]!();
    await stopped;
    run.wake();
    await run.settled();
    expect(rounds()).toBe(1);
  });
});
