import { describe, expect, it } from '@jest/globals';
import { algorithms, confirmed, final, held } from '../../test/algorithms-101.js';
import { availableSeats } from './lecture-facts.js';
import { movementBetween, seatsOf } from './seats.js';

const { declined, expired, canceledByMina } = final;

describe('a seat', () => {
  it('is held while a payment is awaited, taken once confirmed, and free when the registration is over', () => {
    expect(seatsOf(held)).toEqual({ held: 1, taken: 0 });
    expect(seatsOf(confirmed)).toEqual({ held: 0, taken: 1 });
    for (const state of Object.values(final)) expect(seatsOf(state)).toEqual({ held: 0, taken: 0 });
  });

  it.each([
    ['is taken with the confirmation', held, confirmed, { held: -1, taken: 1 }],
    ['is released by a decline', held, declined, { held: -1, taken: 0 }],
    ['is released by the end of the hold', held, expired, { held: -1, taken: 0 }],
    ['is released by a cancel before the payment', held, canceledByMina, { held: -1, taken: 0 }],
    ['is released by a cancel after the payment', confirmed, canceledByMina, { held: 0, taken: -1 }],
    ['stays where the status stays', held, { ...held, version: 2 }, { held: 0, taken: 0 }],
  ])('%s', (_, before, after, movement) => {
    expect(movementBetween(before, after)).toEqual(movement);
  });
});

describe('the available seats', () => {
  it('are those neither held nor taken', () => {
    expect(availableSeats({ ...algorithms, held: 3, taken: 20 })).toBe(7);
  });

  it('are none, not fewer, when the capacity was lowered below what is given out', () => {
    expect(availableSeats({ ...algorithms, capacity: 10, held: 3, taken: 20 })).toBe(0);
  });
});
