import { describe, expect, it } from '@jest/globals';
import { reading } from '#testing';
import { RunningNotification } from './running-notification.js';

describe('notification', () => {
  const notification = RunningNotification.forTheseTests();

  it('consumes every sample of the events in its policies', async () => {
    const { sent, read, parked } = await reading(notification.service);
    expect(parked).toEqual([]);
    expect([read, sent > 0]).toEqual([sent, true]);
  });
});
