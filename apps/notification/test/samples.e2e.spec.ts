import { describe, expect, it } from '@jest/globals';
import { reading } from '#testing';
import { NotificationOffice } from './notification-office.js';

describe('notification', () => {
  const office = NotificationOffice.forTheseTests();

  it('reads every sample of the events that it reacts to', async () => {
    const { sent, read, parked } = await reading(office.service, new URL('../src/policies/', import.meta.url));
    expect(parked).toEqual([]);
    expect([read, sent > 0]).toEqual([sent, true]);
  });
});
