import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { differencesFromSamples, reading, tempDir } from '#testing';
import { everythingTold } from './everything-it-tells.js';
import { RunningPayment } from './running-payment.js';

const dir = tempDir('payment-samples');

describe('the events of payment', () => {
  let payment: RunningPayment;
  beforeAll(async () => {
    payment = await RunningPayment.start(join(dir, 'tells'));
  });
  afterAll(() => payment.stop());

  it('are what its samples say', async () => {
    const told = await everythingTold(payment);
    expect(differencesFromSamples(['payment.completed', 'payment.declined', 'payment.canceled'], told)).toEqual([]);
  });
});

describe('payment', () => {
  let payment: RunningPayment;
  beforeAll(async () => {
    payment = await RunningPayment.start(join(dir, 'reads'));
  });
  afterAll(() => payment.stop());

  it('reads every sample of the events that it reacts to', async () => {
    const { sent, read, parked } = await reading(payment, new URL('../src/policies/', import.meta.url));
    expect(parked).toEqual([]);
    expect([read, sent > 0]).toEqual([sent, true]);
  });
});
