import { describe, expect, it } from '@jest/globals';
import { at, PAYMENT } from '../../test/cast.js';
import { changesHaveTheirEvents } from './changes-have-their-events.js';

const broken = (sequences: number[], version: number | undefined, isPublic = true) =>
  changesHaveTheirEvents.broken({ kind: 'payment', id: PAYMENT, sequences, version, isPublic }, at);

describe('the events of an aggregate', () => {
  it('tell each of its changes, as far back as they are kept', () => {
    expect(broken([1, 2, 3], 3)).toEqual([]);
    expect(broken([3], 3)).toEqual([]);
    expect(broken([], 1, false)).toEqual([]);
  });

  it('are broken where a change has none', () => {
    expect(broken([], 2)).toEqual([`payment ${PAYMENT} is at version 2, and none of its events is in the outbox`]);
    expect(broken([1, 2], 3)).toEqual([`payment ${PAYMENT} is at version 3, and its last event is of sequence 2`]);
    expect(broken([1, 3], 3)).toEqual([`the event of sequence 2 of payment ${PAYMENT} is missing`]);
  });

  it('are broken where one tells of no change, or two tell of one', () => {
    expect(broken([2, 3], 2)).toEqual([`payment ${PAYMENT} is at version 2, and an event of sequence 3 tells of it`]);
    expect(broken([2], undefined)).toEqual([`events of payment ${PAYMENT} are in the outbox, and it does not exist`]);
    expect(broken([2, 2], 2)).toEqual([`there is more than one event of sequence 2 of payment ${PAYMENT}`]);
  });
});
