import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { differencesFromSamples, reading, tempDir } from '#testing';
import { publishAllEvents } from './publish-all-events.js';
import { RunningPayment } from './running-payment.js';

const dir = tempDir('payment-samples');

describe('the events of payment', () => {
  let payment: RunningPayment;
  beforeAll(async () => {
    payment = await RunningPayment.start(join(dir, 'publishes'));
  });
  afterAll(() => payment.stop());

  it('equal their samples', async () => {
    const published = await publishAllEvents(payment);
    const names = ['payment.completed', 'payment.declined', 'payment.refunded', 'payment.canceled'] as const;
    expect(differencesFromSamples(names, published)).toEqual([]);
  });
});

describe('payment', () => {
  let payment: RunningPayment;
  beforeAll(async () => {
    payment = await RunningPayment.start(join(dir, 'reads'));
  });
  afterAll(() => payment.stop());

  it('processes every sample of the events it consumes', async () => {
    const { sent, read, parked } = await reading(payment);
    expect(parked).toEqual([]);
    expect([read, sent > 0]).toEqual([sent, true]);
  });
});
