import { when, type Invariant } from './invariant.js';
import type { Queue } from './things.js';

export const queuesAreEmpty: Invariant<Queue> = {
  numbers: ['10', 'F10'],
  rule: 'Nothing waits in a queue.',
  broken: ({ name, messages }) => when(messages > 0, `${messages} messages wait in the queue ${name}`),
};
