import { describe, expect, it } from '@jest/globals';
import { aLecture } from '#testing/fixtures';
import { algorithms, confirmed, final, held } from '../../test/registration-states.js';
import { availableSeats, copyOf, movementBetween, seatsOf } from './seat-ledger.js';

const { sessions } = aLecture();
const later = { startsAt: '2027-03-09T01:00:00.000Z', endsAt: '2027-03-09T03:00:00.000Z', place: 'Room 301' };
const lecture = aLecture({ sessions: [later, ...sessions] });

describe("registration's copy of a lecture", () => {
  it('contains what assigning seats requires, with the earliest session in any order of sessions', () => {
    const { held: _held, taken: _taken, ...facts } = algorithms;
    expect(copyOf(lecture)).toEqual(facts);
  });
});

const { declined, expired, canceledByMina } = final;

describe('a seat', () => {
  it('is held while a payment is awaited, taken once confirmed, and free once the registration has ended', () => {
    expect(seatsOf(held)).toEqual({ held: 1, taken: 0 });
    expect(seatsOf(confirmed)).toEqual({ held: 0, taken: 1 });
    for (const state of Object.values(final)) expect(seatsOf(state)).toEqual({ held: 0, taken: 0 });
  });

  it.each([
    ['moves from held to taken by the confirmation', held, confirmed, { held: -1, taken: 1 }],
    ['is released by a decline', held, declined, { held: -1, taken: 0 }],
    ['is released when the hold expires', held, expired, { held: -1, taken: 0 }],
    ['is released by a cancellation before the payment', held, canceledByMina, { held: -1, taken: 0 }],
    ['is released by a cancellation after the payment', confirmed, canceledByMina, { held: 0, taken: -1 }],
    ['does not move when the status does not change', held, { ...held, version: 2 }, { held: 0, taken: 0 }],
  ])('%s', (_, before, after, movement) => {
    expect(movementBetween(before, after)).toEqual(movement);
  });
});

describe('available seats', () => {
  it('are the seats that are neither held nor taken', () => {
    expect(availableSeats({ ...algorithms, held: 3, taken: 20 })).toBe(7);
  });

  it('are 0, not negative, when the capacity was lowered below the number of assigned seats', () => {
    expect(availableSeats({ ...algorithms, capacity: 10, held: 3, taken: 20 })).toBe(0);
  });
});
