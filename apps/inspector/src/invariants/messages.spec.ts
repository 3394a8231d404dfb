import { describe, expect, it } from '@jest/globals';
import { at, EARLIER, JUST_NOW } from '../../test/cast.js';
import { outboxesAreEmpty, onlyAllowedMessagesAreParked, queuesAreEmpty, resyncsFinish } from './messages.js';

describe('outboxesAreEmpty', () => {
  const outbox = { service: 'payment', pending: 0, oldest: null, lastError: null };

  it('reports the number, age and last error of unpublished messages', () => {
    expect(outboxesAreEmpty.broken(outbox, at)).toEqual([]);
    expect(outboxesAreEmpty.broken({ ...outbox, pending: 2, oldest: EARLIER }, at)).toEqual([
      `2 messages wait in the outbox of payment, the oldest since ${EARLIER}`,
    ]);
    expect(outboxesAreEmpty.broken({ ...outbox, pending: 1, oldest: EARLIER, lastError: 'no queue' }, at)).toEqual([
      `1 messages wait in the outbox of payment, the oldest since ${EARLIER} (last error: no queue)`,
    ]);
  });
});

describe('queuesAreEmpty', () => {
  it('reports a queue that has messages', () => {
    expect(queuesAreEmpty.broken({ name: 'lecture', messages: 0 }, at)).toEqual([]);
    expect(queuesAreEmpty.broken({ name: 'lecture', messages: 3 }, at)).toEqual([
      '3 messages wait in the queue lecture',
    ]);
  });
});

describe('onlyAllowedMessagesAreParked', () => {
  const parked = { id: 'lecture:m-1', reason: 'not JSON', isAllowed: true };

  it('reports a parked message unless it is allowed', () => {
    expect(onlyAllowedMessagesAreParked.broken(parked, at)).toEqual([]);
    expect(onlyAllowedMessagesAreParked.broken({ ...parked, isAllowed: false }, at)).toEqual([
      'lecture:m-1 is parked: not JSON',
    ]);
  });
});

describe('resyncsFinish', () => {
  const broken = (requestedAt: string) =>
    resyncsFinish.broken({ service: 'payment', consumer: 'mypage', requestId: 'r-1', requestedAt }, at);

  it('reports a resync that has not finished in time', () => {
    expect(broken(JUST_NOW)).toEqual([]);
    expect(broken(EARLIER)).toEqual([
      `payment has been re-publishing its states to mypage since ${EARLIER} (request r-1)`,
    ]);
  });
});
