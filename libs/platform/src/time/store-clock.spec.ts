import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Database } from '#persistence';
import { Log } from '../log/log.js';
import { StoreClock } from './store-clock.js';

const NOON = Date.parse('2027-02-22T12:00:00.000Z');

describe('the clock of the store', () => {
  let aheadMs: number;
  let isAway: boolean;
  let clock: StoreClock;

  const database = {
    now: async () => {
      if (isAway) throw new Error('the store is away');
      return new Date(NOON + performance.now() - begun + aheadMs);
    },
  } as unknown as Database;
  let begun: number;

  beforeEach(async () => {
    // The clock of the process is years away from the store's.
    jest.useFakeTimers({ now: Date.parse('2019-01-01T00:00:00.000Z') });
    [aheadMs, isAway, begun] = [0, false, performance.now()];
    clock = await StoreClock.of(database, Log.silent());
  });
  afterEach(async () => {
    await clock.onModuleDestroy();
    jest.useRealTimers();
  });

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const sinceNoon = () => clock.now().getTime() - NOON;

  it('shows the time of the store and runs on between two readings', async () => {
    expect(sinceNoon()).toBe(0);
    await pass(999);
    expect(sinceNoon()).toBe(999);
  });

  it('does not follow the clock of the process', async () => {
    jest.setSystemTime(Date.parse('2031-01-01T00:00:00.000Z'));
    await pass(1_500);
    expect(sinceNoon()).toBe(1_500);
  });

  it.each([60_000, -60_000])('follows a store whose clock is set by %d ms within a second', async (ms) => {
    aheadMs = ms;
    await pass(1_000);
    expect(sinceNoon()).toBe(1_000 + ms);
  });

  it('does not jitter by the duration of a reading', async () => {
    aheadMs = 8;
    await pass(1_000);
    expect(sinceNoon()).toBe(1_000);
  });

  it('runs on while the store is away, and follows it afterwards', async () => {
    isAway = true;
    aheadMs = 5_000;
    await pass(60_000);
    expect(sinceNoon()).toBe(60_000);
    isAway = false;
    await pass(1_000);
    expect(sinceNoon()).toBe(66_000);
  });

  it('is not given to a service whose store cannot be read', async () => {
    isAway = true;
    await expect(StoreClock.of(database, Log.silent())).rejects.toThrow('the store is away');
  });
});
