import { expect, it } from '@jest/globals';
import { at } from '../../test/cast.js';
import { queuesAreEmpty } from './queues-are-empty.js';

it('a queue is empty once everything is consumed', () => {
  expect(queuesAreEmpty.broken({ name: 'lecture', messages: 0 }, at)).toEqual([]);
  expect(queuesAreEmpty.broken({ name: 'lecture', messages: 3 }, at)).toEqual(['3 messages wait in the queue lecture']);
});
