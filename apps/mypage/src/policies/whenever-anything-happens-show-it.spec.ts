import { describe, expect, it } from '@jest/globals';
import { eventNames } from '#contracts';
import { wheneverOf } from '#messaging';
import { WheneverAnythingHappensShowIt } from './whenever-anything-happens-show-it.js';

describe('My Page', () => {
  it('hears of every event there is', () => {
    expect([...wheneverOf(WheneverAnythingHappensShowIt).names].sort()).toEqual([...eventNames].sort());
  });
});
