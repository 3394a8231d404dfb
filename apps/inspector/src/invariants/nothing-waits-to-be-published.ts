import { when, type Invariant } from './invariant.js';
import type { Outbox } from './things.js';

export const nothingWaitsToBePublished: Invariant<Outbox> = {
  numbers: ['10', 'F5'],
  rule: 'Nothing waits to be published.',
  broken({ service, pending, oldest, lastError }) {
    const since = oldest ? `, the oldest since ${oldest}` : '';
    const reason = lastError ? ` (last tried in vain: ${lastError})` : '';
    return when(pending > 0, `${pending} messages wait in the outbox of ${service}${since}${reason}`);
  },
};
