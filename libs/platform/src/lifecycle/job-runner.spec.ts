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

/** A job whose runs end when the test calls `ends`. */
function gated() {
  const ends: (() => void)[] = [];
  let overlapping = 0;
  const job = async () => {
    overlapping += 1;
    await new Promise<void>((resolve) => ends.push(resolve));
    overlapping -= 1;
  };
  return { job, ends, runs: () => ends.length, overlapping: () => overlapping };
}

describe('JobRunner', () => {
  it('runs a job immediately and then on schedule', async () => {
    let runs = 0;
    runner.every(1, 'sweep', async () => void (runs += 1));
    await eventually(() => expect(runs).toBeGreaterThan(3));
  });

  it('runs a job when it is woken, but never concurrently with itself', async () => {
    const { job, ends, runs, overlapping } = gated();
    const run = runner.every(HOUR, 'sweep', job);
    await eventually(() => expect(runs()).toBe(1));
    run.wake();
    run.wake();
    expect([runs(), overlapping()]).toEqual([1, 1]);
    ends[0]!();
    await eventually(() => expect(runs()).toBe(2));
    expect(overlapping()).toBe(1);
    ends[1]!();
    await run.settled();
    expect(runs()).toBe(2);
  });

  it('runs a job again immediately while it returns more', async () => {
    let left = 5;
    const run = runner.every(HOUR, 'sweep', async () => {
      left -= 1;
      return left > 0 ? 'more' : undefined;
    });
    await run.settled();
    expect(left).toBe(0);
  });

  it('counts a failed run and runs the job again on schedule', async () => {
    let runs = 0;
    runner.every(1, 'failing-sweep', async () => {
      runs += 1;
      if (runs === 1) throw new Error('store unavailable');
    });
    await eventually(() => expect(runs).toBeGreaterThan(1));
    expect(await metrics.text()).toContain('sugang_recurring_failures_total{task="failing-sweep",service="test"} 1');
  });

  it('runs a job in a new context each time', async () => {
    const seen = new Set<string | undefined>();
    runner.every(1, 'sweep', async () => void seen.add(ambientContext()?.correlationId));
    await eventually(() => expect(seen.size).toBeGreaterThan(1));
    expect(seen.has(undefined)).toBe(false);
  });

  it('stops on shutdown after the current run', async () => {
    const { job, ends, runs } = gated();
    const run = runner.every(1, 'sweep', job);
    await eventually(() => expect(runs()).toBe(1));
    let hasStopped = false;
    const stopped = shutdown.run('work').then(() => (hasStopped = true));
    expect(hasStopped).toBe(false);
    ends[0]!();
    await stopped;
    run.wake();
    await run.settled();
    expect(runs()).toBe(1);
  });
});
