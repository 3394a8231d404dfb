import { when, type Invariant } from './invariant.js';
import type { ParkedMessage } from './things.js';

export const onlyTheAllowedIsParked: Invariant<ParkedMessage> = {
  numbers: ['10', 'F10'],
  rule: 'Nothing is parked but what is allowed to be.',
  broken: ({ id, reason, isAllowed }) => when(!isAllowed, `${id} is parked: ${reason}`),
};
