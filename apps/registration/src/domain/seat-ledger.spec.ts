import { describe, expect, it } from '@jest/globals';
import { aLecture } from '#testing/fixtures';
import { algorithms, confirmed, final, held } from '../../test/registration-states.js';
import { availableSeats, copyOf, movementBetween, notOpen, seatsOf, statusAt } from './seat-ledger.js';

const { sessions } = aLecture();
const later = { startsAt: '2027-03-09T01:00:00.000Z', endsAt: '2027-03-09T03:00:00.000Z', place: 'Room 301' };
const lecture = aLecture({ sessions: [later, ...sessions] });

describe("registration's copy of a lecture", () => {
  it('contains what assigning seats requires, with the first start and the last end in any order of sessions', () => {
    const { held: _held, taken: _taken, ...facts } = algorithms;
    const { place: _place, ...last } = later;
    const times = [...facts.sessions!, last];
    expect(copyOf(lecture)).toEqual({ ...facts, sessions: times, lastSessionEndsAt: later.endsAt });
  });
});

describe('the status of a lecture', () => {
  const end = new Date(algorithms.lastSessionEndsAt!);
  const justBefore = new Date(end.getTime() - 1);

  it('is CLOSED from the end of the last session on, although no event has closed it', () => {
    expect(statusAt(algorithms, justBefore)).toBe('OPEN');
    expect(statusAt(algorithms, end)).toBe('CLOSED');
  });

  it('is not open with a value of a later release', () => {
    const paused = copyOf(aLecture({ status: 'PAUSED' }));
    expect(statusAt(paused, justBefore)).toBe('PAUSED');
    expect(notOpen(paused, justBefore)).toMatchObject({ code: 'LECTURE_NOT_OPEN', data: { status: 'PAUSED' } });
  });

  it('remains CANCELED', () => {
    expect(statusAt({ ...algorithms, status: 'CANCELED' }, end)).toBe('CANCELED');
  });

  it('follows the events alone in a copy that has no end of the last session', () => {
    expect(statusAt({ ...algorithms, lastSessionEndsAt: null }, end)).toBe('OPEN');
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
