import { expect, it } from '@jest/globals';
import { at } from '../../test/cast.js';
import { eventsAreConsumedOnce } from './events-are-consumed-once.js';

const broken = (rows: number, isParked = false) =>
  eventsAreConsumedOnce.broken(
    { consumer: 'lecture', eventId: 'e-1', name: 'registration.confirmed', rows, isParked },
    at,
  );

it('an event is consumed once, or parked', () => {
  expect(broken(1)).toEqual([]);
  expect(broken(0, true)).toEqual([]);
});

it('one that was lost, or taken twice, is broken', () => {
  expect(broken(0)).toEqual(['lecture has not consumed registration.confirmed e-1']);
  expect(broken(2)).toEqual(['lecture has consumed registration.confirmed e-1 2 times']);
});
