import type { Consumption, EventsOfAggregate } from './records.js';
import { type Invariant, when } from './invariant.js';

export const changesHaveEvents: Invariant<EventsOfAggregate> = {
  numbers: ['10', 'F5'],
  rule: 'Each committed change has its event in the outbox (until sent events are deleted), and each event has its change.',
  broken({ kind, id, states, version, isPublic }) {
    const sequences = states.map(({ sequence }) => sequence);
    const newest = sequences.at(-1);
    if (version === undefined) return [`events of ${kind} ${id} are in the outbox, and it does not exist`];
    if (newest === undefined)
      return when(isPublic, `${kind} ${id} is at version ${version}, and none of its events is in the outbox`);
    const twice = sequences.filter((sequence, at) => sequence === sequences[at - 1]);
    const missing = sequences
      .filter((sequence, at) => at > 0 && sequence > sequences[at - 1]! + 1)
      .map((sequence) => sequence - 1);
    return [
      ...when(newest < version, `${kind} ${id} is at version ${version}, and its last event is of sequence ${newest}`),
      ...when(newest > version, `${kind} ${id} is at version ${version}, and there is an event of sequence ${newest}`),
      ...missing.map((sequence) => `the event of sequence ${sequence} of ${kind} ${id} is missing`),
      ...twice.map((sequence) => `there is more than one event of sequence ${sequence} of ${kind} ${id}`),
    ];
  },
};

export const refundsDueNeverFall: Invariant<EventsOfAggregate> = {
  numbers: ['18'],
  rule: 'The refund due of a registration or payment never falls from one event to the next.',
  broken: ({ kind, id, states }) =>
    states.flatMap(({ refundDue }, n) => {
      const before = states[n - 1]?.refundDue ?? 0;
      return when(refundDue < before, `the refund due of ${kind} ${id} falls from ${before} to ${refundDue}`);
    }),
};

export const eventsAreConsumedOnce: Invariant<Consumption> = {
  numbers: ['10', 'F6'],
  rule: 'Every published event is consumed once by each subscriber, replaced by a re-published state, or parked where an operator sees it.',
  broken({ consumer, eventId, name, rows, isParked, isReplaced }) {
    return [
      ...when(rows === 0 && !isParked && !isReplaced, `${consumer} has not consumed ${name} ${eventId}`),
      ...when(rows > 1, `${consumer} has consumed ${name} ${eventId} ${rows} times`),
    ];
  },
};
