import { expect, it } from '@jest/globals';
import { difference } from './invariant.js';

it('difference ignores the order of fields', () => {
  expect(difference({ a: 1, b: { c: 2, d: [3] } }, { b: { d: [3], c: 2 }, a: 1 })).toEqual([]);
  expect(difference({ place: undefined }, {})).toEqual([]);
});

it('difference names the fields that differ and shortens long values', () => {
  expect(difference({ a: 1, b: 'x'.repeat(99) }, { a: 2, b: null, c: [1] })).toEqual([
    'a 1 for 2',
    `b ${'x'.repeat(60)}… for null`,
    'c nothing for [1]',
  ]);
});
