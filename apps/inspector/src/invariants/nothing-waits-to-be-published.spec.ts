import { expect, it } from '@jest/globals';
import { at, EARLIER } from '../../test/cast.js';
import { nothingWaitsToBePublished as rule } from './nothing-waits-to-be-published.js';

const outbox = { service: 'payment', pending: 0, oldest: null, lastError: null };

it('an outbox is empty once everything is published', () => {
  expect(rule.broken(outbox, at)).toEqual([]);
  expect(rule.broken({ ...outbox, pending: 2, oldest: EARLIER }, at)).toEqual([
    `2 messages wait in the outbox of payment, the oldest since ${EARLIER}`,
  ]);
  expect(rule.broken({ ...outbox, pending: 1, oldest: EARLIER, lastError: 'no queue' }, at)).toEqual([
    `1 messages wait in the outbox of payment, the oldest since ${EARLIER} (last tried in vain: no queue)`,
  ]);
});
