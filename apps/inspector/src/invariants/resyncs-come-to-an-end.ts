import { isLongPast, when, type Invariant } from './invariant.js';
import type { Resync } from './things.js';

export const resyncsComeToAnEnd: Invariant<Resync> = {
  numbers: ['F10'],
  rule: 'No telling again of all states remains unfinished.',
  broken: ({ service, consumer, requestId, requestedAt }, at) =>
    when(
      isLongPast(requestedAt, at),
      `${service} has been telling ${consumer} its states again since ${requestedAt} (request ${requestId})`,
    ),
};
