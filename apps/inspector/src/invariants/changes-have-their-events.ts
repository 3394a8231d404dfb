import { when, type Invariant } from './invariant.js';
import type { EventsOfAggregate } from './things.js';

export const changesHaveTheirEvents: Invariant<EventsOfAggregate> = {
  numbers: ['10', 'F5'],
  rule: 'Each change that was committed has its event in the outbox for as long as sent ones are kept, and no event is without its change.',
  broken({ kind, id, sequences, version, isPublic }) {
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
      ...when(
        newest > version,
        `${kind} ${id} is at version ${version}, and an event of sequence ${newest} tells of it`,
      ),
      ...missing.map((sequence) => `the event of sequence ${sequence} of ${kind} ${id} is missing`),
      ...twice.map((sequence) => `there is more than one event of sequence ${sequence} of ${kind} ${id}`),
    ];
  },
};
