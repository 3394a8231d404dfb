import { expect, it } from '@jest/globals';
import { difference } from './difference.js';

it('states are the same whatever the order of their fields', () => {
  expect(difference({ a: 1, b: { c: 2, d: [3] } }, { b: { d: [3], c: 2 }, a: 1 })).toEqual([]);
  expect(difference({ place: undefined }, {})).toEqual([]);
});

it('what differs is named, long values cut', () => {
  expect(difference({ a: 1, b: 'x'.repeat(99) }, { a: 2, b: null, c: [1] })).toEqual([
    'a 1 for 2',
    `b ${'x'.repeat(60)}… for null`,
    'c nothing for [1]',
  ]);
});
