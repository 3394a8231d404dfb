import { describe, expect, it } from '@jest/globals';
import { monday } from '../../test/states.js';
import { nextTry } from './retry-schedule.js';

const rule = { attempts: 30, firstPauseMs: 1_000 };
const pause = (attempts: number, chance = 1, leastMs?: number) =>
  nextTry(attempts, rule, chance, monday, leastMs)!.getTime() - monday.getTime();

describe('a message that could not be sent', () => {
  it('is tried again at growing intervals, up to an hour', () => {
    expect([1, 2, 3, 4].map((attempts) => pause(attempts))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(pause(29)).toBe(3_600_000);
  });

  it('is tried again a little sooner by chance, never sooner than after half of it', () => {
    expect([0, 0.5, 1].map((chance) => pause(3, chance))).toEqual([2_000, 3_000, 4_000]);
  });

  it('is tried again no sooner than the provider asked for, within an hour', () => {
    expect(pause(1, 0, 60_000)).toBe(60_000);
    expect(pause(1, 0, 86_400_000)).toBe(3_600_000);
  });

  it('is hopeless after the last try', () => {
    expect(nextTry(30, rule, 0.5, monday)).toBeUndefined();
  });
});
