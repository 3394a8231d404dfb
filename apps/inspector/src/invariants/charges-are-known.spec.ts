import { expect, it } from '@jest/globals';
import { at, PAYMENT } from '../../test/cast.js';
import { chargesAreKnown } from './charges-are-known.js';

const charge = { key: PAYMENT, state: 'CAPTURED', amount: 49_000, isKnown: true } as const;

it('every charge of the provider is a payment of ours', () => {
  expect(chargesAreKnown.broken(charge, at)).toEqual([]);
  expect(chargesAreKnown.broken({ ...charge, isKnown: false }, at)).toEqual([
    `the provider has CAPTURED the key ${PAYMENT}, which is no payment's`,
  ]);
});
