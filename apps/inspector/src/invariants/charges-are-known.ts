import { when, type Invariant } from './invariant.js';
import type { Charge } from './things.js';

export const chargesAreKnown: Invariant<Charge> = {
  numbers: ['5', 'F2'],
  rule: "Every charge in the provider's books is a payment's.",
  broken: ({ key, state, isKnown }) =>
    when(!isKnown, `the provider has ${state} the key ${key}, which is no payment's`),
};
