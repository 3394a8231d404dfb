import { expect, it } from '@jest/globals';
import { at } from '../../test/cast.js';
import { onlyTheAllowedIsParked } from './only-the-allowed-is-parked.js';

const parked = { id: 'lecture:m-1', reason: 'not JSON', isAllowed: true };

it('only what is allowed to be is parked', () => {
  expect(onlyTheAllowedIsParked.broken(parked, at)).toEqual([]);
  expect(onlyTheAllowedIsParked.broken({ ...parked, isAllowed: false }, at)).toEqual([
    'lecture:m-1 is parked: not JSON',
  ]);
});
