import { describe, expect, it } from '@jest/globals';
import { at, PAYMENT } from '../../test/cast.js';
import { changesHaveEvents, eventsAreConsumedOnce, refundsDueNeverFall } from './events.js';

const statesOf = (sequences: number[]) => sequences.map((sequence) => ({ sequence, refundDue: 0 }));

describe('changesHaveEvents', () => {
  const broken = (sequences: number[], version: number | undefined, isPublic = true) =>
    changesHaveEvents.broken({ kind: 'payment', id: PAYMENT, states: statesOf(sequences), version, isPublic }, at);

  it('accepts one event per change as far back as events are stored', () => {
    expect(broken([1, 2, 3], 3)).toEqual([]);
    expect(broken([3], 3)).toEqual([]);
    expect(broken([], 1, false)).toEqual([]);
  });

  it('reports a change without an event', () => {
    expect(broken([], 2)).toEqual([`payment ${PAYMENT} is at version 2, and none of its events is in the outbox`]);
    expect(broken([1, 2], 3)).toEqual([`payment ${PAYMENT} is at version 3, and its last event is of sequence 2`]);
    expect(broken([1, 3], 3)).toEqual([`the event of sequence 2 of payment ${PAYMENT} is missing`]);
  });

  it('reports an event without a change and two events of one change', () => {
    expect(broken([2, 3], 2)).toEqual([`payment ${PAYMENT} is at version 2, and there is an event of sequence 3`]);
    expect(broken([2], undefined)).toEqual([`events of payment ${PAYMENT} are in the outbox, and it does not exist`]);
    expect(broken([2, 2], 2)).toEqual([`there is more than one event of sequence 2 of payment ${PAYMENT}`]);
  });
});

describe('refundsDueNeverFall', () => {
  const broken = (...due: number[]) => {
    const states = due.map((refundDue, n) => ({ sequence: n + 1, refundDue }));
    return refundsDueNeverFall.broken({ kind: 'payment', id: PAYMENT, states, version: 1, isPublic: true }, at);
  };

  it('accepts totals that stay or rise', () => {
    expect(broken(0, 0, 20_000, 20_000, 49_000)).toEqual([]);
    expect(broken(20_000)).toEqual([]);
  });

  it('reports a total that falls or disappears', () => {
    expect(broken(0, 20_000, 10_000, 20_000)).toEqual([
      `the refund due of payment ${PAYMENT} falls from 20000 to 10000`,
    ]);
    expect(broken(20_000, 0)).toEqual([`the refund due of payment ${PAYMENT} falls from 20000 to 0`]);
  });
});

describe('eventsAreConsumedOnce', () => {
  const broken = (rows: number, { isParked = false, isReplaced = false } = {}) =>
    eventsAreConsumedOnce.broken(
      { consumer: 'lecture', eventId: 'e-1', name: 'registration.confirmed', rows, isParked, isReplaced },
      at,
    );

  it('accepts an event that was consumed once, replaced by a re-published state or parked', () => {
    expect(broken(1)).toEqual([]);
    expect(broken(0, { isParked: true })).toEqual([]);
    expect(broken(0, { isReplaced: true })).toEqual([]);
  });

  it('reports an event that was lost or consumed twice', () => {
    expect(broken(0)).toEqual(['lecture has not consumed registration.confirmed e-1']);
    expect(broken(2)).toEqual(['lecture has consumed registration.confirmed e-1 2 times']);
  });
});
