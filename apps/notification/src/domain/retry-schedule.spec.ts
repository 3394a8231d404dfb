import { describe, expect, it } from '@jest/globals';
import { monday } from '../../test/states.js';
import { nextAttemptAt } from './retry-schedule.js';

const policy = { attempts: 30, firstPauseMs: 1_000 };
const pause = (attempts: number, random = 1, minPauseMs?: number) =>
  nextAttemptAt(attempts, policy, random, monday, minPauseMs)!.getTime() - monday.getTime();

describe('the retry of a message', () => {
  it('is scheduled at growing intervals, up to an hour', () => {
    expect([1, 2, 3, 4].map((attempts) => pause(attempts))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(pause(29)).toBe(3_600_000);
  });

  it('is scheduled with jitter between half and the whole interval', () => {
    expect([0, 0.5, 1].map((random) => pause(3, random))).toEqual([2_000, 3_000, 4_000]);
  });

  it('is not scheduled before the pause that the provider requested, up to an hour', () => {
    expect(pause(1, 0, 60_000)).toBe(60_000);
    expect(pause(1, 0, 86_400_000)).toBe(3_600_000);
  });

  it('is not scheduled after the last attempt', () => {
    expect(nextAttemptAt(30, policy, 0.5, monday)).toBeUndefined();
  });
});
